import { errorCode } from "@/app/_api/jsonRpc";
import { readServerEnv } from "@/app/_env/server";
import { Failure } from "../failure";

/** Names that never reach another machine. */
const LOCAL_HOSTS = ["localhost", "127.0.0.1", "[::1]"];

/**
 * The host that a request was sent to, with its port. Our reverse proxy passes the public name in
 * X-Forwarded-Host; without a proxy the sender could set that header, so it is ignored.
 * @param headers The request's headers.
 * @returns As a browser writes it; undefined if the request names no host, which browsers never do.
 */
export function readHost(headers: Headers): string | undefined {
  const forwarded = headers.get("x-forwarded-host")?.split(",").at(-1)?.trim();
  const isBelieved = readServerEnv().TRUSTED_PROXIES > 0;
  return (isBelieved && forwarded) || headers.get("host") || undefined;
}

/**
 * Where a request was sent to, as others must write it: with scheme, name and port. What a sender says of the scheme only
 * comes back to that sender.
 * @param headers The request's headers, of a host that was accepted.
 * @returns Undefined if the request names no host.
 */
export function readOrigin(headers: Headers): string | undefined {
  const host = readHost(headers);
  const isSecure = headers.get("x-forwarded-proto")?.split(",").at(-1)?.trim() === "https";
  return host === undefined ? undefined : `${isSecure ? "https" : "http"}://${host}`;
}

/**
 * Refuses requests sent to a name that is not ours. Another site may point its own name to this machine
 * (DNS rebinding): then the browser treats it and us as one site, and only the name shows the difference.
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
