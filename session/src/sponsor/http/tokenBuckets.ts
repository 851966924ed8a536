import { RpcFailure, rpcCode } from "./rpcFailure.ts";

/** Rate limits by key: each key has a bucket that refills with time. */
export type TokenBuckets = {
  /**
   * Takes tokens.
   * @param key Whose bucket.
   * @param nowMs Clock.
   * @param tokens How many; at most the capacity.
   * @returns 0 if they were available, otherwise the milliseconds until they will be (and takes none).
   */
  take: (key: string, nowMs: number, tokens?: number) => number;
  /**
   * Takes tokens for something that already happened, even if they are not available: the next ones then come later. A negative
   * number gives tokens back.
   * @param key Whose bucket.
   * @param nowMs Clock.
   * @param tokens How many. A debt is never larger than the capacity.
   */
  charge: (key: string, nowMs: number, tokens: number) => void;
};

/**
 * Token buckets, one per key, in this process's memory. Several copies of the app each allow the rate, which is enough
 * to keep one visitor from taking everything; the database limits the money.
 * @param perSecond Tokens that are added each second.
 * @param capacity Maximum number of tokens in a bucket.
 * @param maxKeys Number of buckets; the longest unused is dropped first, so that invented keys cannot fill the memory.
 * @returns The buckets.
 */
export function createTokenBuckets(perSecond: number, capacity: number, maxKeys = 10_000): TokenBuckets {
  // A Map keeps the order of insertion: re-inserting at each use keeps the longest unused first.
  const buckets = new Map<string, { tokens: number; atMs: number }>();
  const readHeld = (key: string, nowMs: number) => {
    const bucket = buckets.get(key) ?? { tokens: capacity, atMs: nowMs };
    return Math.min(capacity, bucket.tokens + (Math.max(0, nowMs - bucket.atMs) / 1000) * perSecond);
  };
  const keep = (key: string, nowMs: number, tokens: number) => {
    buckets.delete(key);
    buckets.set(key, { tokens, atMs: nowMs });
    const oldest = buckets.size > maxKeys ? buckets.keys().next() : undefined;
    if (oldest?.value !== undefined) buckets.delete(oldest.value);
  };
  return {
    take(key, nowMs, tokens = 1) {
      const held = readHeld(key, nowMs);
      const enough = held >= tokens;
      keep(key, nowMs, enough ? held - tokens : held);
      return enough ? 0 : Math.ceil(((tokens - held) / perSecond) * 1000);
    },
    charge(key, nowMs, tokens) {
      keep(key, nowMs, Math.min(capacity, Math.max(-capacity, readHeld(key, nowMs) - tokens)));
    },
  };
}

/**
 * The refusal for a caller that is too fast.
 * @param waitMs When it will be allowed again.
 * @param allowed The rate, in words.
 * @returns The failure, with `data.retryAt`.
 */
export function tooFast(waitMs: number, allowed: string): RpcFailure {
  return new RpcFailure(`Too many requests; allowed: ${allowed}. Try again in ${Math.ceil(waitMs / 1000)} s.`, {
    code: rpcCode.rateLimited,
    httpStatus: 429,
    data: { allowed, retryAt: Math.ceil((Date.now() + waitMs) / 1000) },
  });
}
