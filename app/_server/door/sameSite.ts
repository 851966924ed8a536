import { errorCode } from "@/app/_api/jsonRpc";
import { Failure } from "../failure";

/**
 * Refuses what another web site's page sends through a visitor's browser. Programs that send neither header (curl, a
 * server) pass: they act for themselves, and there is no cookie to abuse.
 * @param headers The request's headers.
 * @throws Failure (403) that says what was seen.
 */
export function requireSameSite(headers: Headers): void {
  const site = headers.get("sec-fetch-site");
  if (site !== null && site !== "same-origin" && site !== "none") {
    throw refused(`Sec-Fetch-Site: seen "${site}"; allowed: same-origin`);
  }
  const origin = headers.get("origin");
  if (origin === null) return;
  // A reverse proxy tells the outside name in X-Forwarded-Host; a page of another site cannot set that header.
  const hosts = [headers.get("x-forwarded-host"), headers.get("host")].filter((host) => host !== null);
  if (!URL.canParse(origin) || !hosts.includes(new URL(origin).host)) {
    throw refused(`Origin: seen "${origin.slice(0, 100)}"; allowed: this site only`);
  }
}

function refused(message: string): Failure {
  return new Failure(message, { code: errorCode.crossSite, httpStatus: 403 });
}
