export type TokenBuckets = {
  /**
   * Takes tokens.
   * @param key Whose bucket.
   * @param nowMs Clock.
   * @param tokens How many; at most the capacity.
   * @returns 0 when they were there, else the milliseconds until they will be (and takes none).
   */
  take: (key: string, nowMs: number, tokens?: number) => number;
  /**
   * Takes tokens for what has happened already, also those that are not there: the next ones then come later. A negative
   * number gives back.
   * @param key Whose bucket.
   * @param nowMs Clock.
   * @param tokens How many. A debt is never larger than the capacity.
   */
  charge: (key: string, nowMs: number, tokens: number) => void;
};

/**
 * Token buckets, one per key, in this process's memory: several copies of the app each allow the rate, which is enough
 * to keep one visitor from taking everything; money is bounded in the database instead.
 * @param perSecond Tokens that come back each second.
 * @param capacity Most that a bucket holds.
 * @param maxKeys Buckets kept; the longest unused goes first, so that made-up keys cannot fill the memory.
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
