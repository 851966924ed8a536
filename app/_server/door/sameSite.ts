import { errorCode } from "@/app/_api/jsonRpc";
import { Failure } from "../failure";
import { readHost, requireOwnHost } from "./ownHost";

/**
 * Refuses what another web site's page sends through a visitor's browser. Programs that send neither header (curl, a
 * server) are accepted: they act for themselves, and there is no cookie to abuse.
 * @param headers The request's headers.
 * @throws Failure (403, or 421 for a host that is not ours) that says what was seen.
 */
export function requireSameSite(headers: Headers): void {
  requireOwnHost(headers);
  const site = headers.get("sec-fetch-site");
  if (site !== null && site !== "same-origin" && site !== "none") {
    throw refused(`Sec-Fetch-Site: seen "${site}"; allowed: same-origin`);
  }
  const origin = headers.get("origin");
  if (origin === null) return;
  if (!URL.canParse(origin) || new URL(origin).host !== readHost(headers)) {
    throw refused(`Origin: seen "${origin.slice(0, 100)}"; allowed: this site only`);
  }
}

function refused(message: string): Failure {
  return new Failure(message, { code: errorCode.crossSite, httpStatus: 403 });
}
