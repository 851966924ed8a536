import { createTokenBuckets, type TokenBuckets, tooFast } from "@hourglass/session/sponsor";
import { readServerEnv } from "@/app/_env/server";
import { toClient } from "./range";

/**
 * The address that a request comes from, as far as it can be known. Each trusted proxy appends the address that it saw,
 * so only the last `trustedProxies` entries count; without a proxy the framework adds the socket's address.
 * @param headers The request's headers.
 * @param trustedProxies How many of our proxies are in front of the app.
 * @returns The address, or `unknown`.
 */
export function readClientAddress(headers: Headers, trustedProxies: number): string {
  const entries = (headers.get("x-forwarded-for") ?? "").split(",").map((entry) => entry.trim());
  return entries.at(-Math.max(1, trustedProxies)) || "unknown";
}

/**
 * The client that the flood limits count a request for.
 * @param headers The request's headers.
 * @returns See {@link toClient}.
 */
export function readClient(headers: Headers): string {
  return toClient(readClientAddress(headers, readServerEnv().TRUSTED_PROXIES));
}

/** The highest cost of one request; every bucket holds at least this, or such a request could never pass. */
const MAX_COST = 100;

type Limits = { perAddress: TokenBuckets; everybody: TokenBuckets };

/** One set for all routes, which Next.js may load as separate copies of this module. */
const shared = globalThis as { hourglassRates?: Limits };

function readLimits(): Limits {
  const { RATE_PER_SECOND: rate } = readServerEnv();
  shared.hourglassRates ??= {
    perAddress: createTokenBuckets(rate, Math.max(rate * 4, MAX_COST)),
    everybody: createTokenBuckets(rate * 20, Math.max(rate * 80, MAX_COST)),
  };
  return shared.hourglassRates;
}

/**
 * Takes from the sender's bucket and from the shared one, which limits senders who make up addresses.
 * @param headers The request's headers.
 * @param cost How many requests it counts as.
 * @throws Failure (429) that says when to try again.
 */
export function requireRate(headers: Headers, cost = 1): void {
  const { RATE_PER_SECOND: rate } = readServerEnv();
  const limits = readLimits();
  const nowMs = Date.now();
  const waitMs =
    limits.perAddress.take(readClient(headers), nowMs, cost) || limits.everybody.take("everybody", nowMs, cost);
  if (waitMs > 0) throw tooFast(waitMs, `${rate} requests per second`);
}

/**
 * Takes from the sender's bucket the real cost of a request, after it was answered.
 * @param headers The request's headers.
 * @param cost How many additional requests it counts as.
 */
export function chargeAddress(headers: Headers, cost: number): void {
  readLimits().perAddress.charge(readClient(headers), Date.now(), cost);
}
