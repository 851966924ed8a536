import { errorCode } from "@/app/_api/jsonRpc";
import { readServerEnv } from "@/app/_env/server";
import { Failure } from "../failure";

/** Names that reach no other machine, whoever looks them up. */
const LOCAL_HOSTS = ["localhost", "127.0.0.1", "[::1]"];

/**
 * The host that a request was sent to, with its port. A reverse proxy of ours tells the outside name in
 * X-Forwarded-Host; without one that header is the sender's own, and not believed.
 * @param headers The request's headers.
 * @returns As a browser writes it; undefined when no host was named, as no browser does.
 */
export function readHost(headers: Headers): string | undefined {
  const forwarded = headers.get("x-forwarded-host")?.split(",").at(-1)?.trim();
  const isBelieved = readServerEnv().TRUSTED_PROXIES > 0;
  return (isBelieved && forwarded) || headers.get("host") || undefined;
}

/**
 * Refuses what was sent to a name that is not ours. A page of another site may let its own name point to this machine
 * (DNS rebinding): to the browser it is then one site with us, and only the name tells.
 * @param headers The request's headers.
 * @throws Failure (421) with what was seen.
 */
export function requireOwnHost(headers: Headers): void {
  const host = readHost(headers);
  if (host === undefined) return;
  const name = URL.canParse(`http://${host}`) ? new URL(`http://${host}`).hostname : "";
  const { APP_HOSTS } = readServerEnv();
  if (LOCAL_HOSTS.includes(name) || APP_HOSTS.includes(name)) return;
  throw new Failure(`Host: seen "${host.slice(0, 100)}"; allowed: a name of this server. APP_HOSTS adds names.`, {
    code: errorCode.crossSite,
    httpStatus: 421,
  });
}
