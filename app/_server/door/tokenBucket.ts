export type TokenBuckets = {
  /**
   * Takes tokens.
   * @param key Whose bucket.
   * @param nowMs Clock.
   * @param tokens How many; at most the capacity.
   * @returns 0 when they were there, else the milliseconds until they will be (and takes none).
   */
  take: (key: string, nowMs: number, tokens?: number) => number;
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
  return {
    take(key, nowMs, tokens = 1) {
      const bucket = buckets.get(key) ?? { tokens: capacity, atMs: nowMs };
      const held = Math.min(capacity, bucket.tokens + (Math.max(0, nowMs - bucket.atMs) / 1000) * perSecond);
      const enough = held >= tokens;
      buckets.delete(key);
      buckets.set(key, { tokens: enough ? held - tokens : held, atMs: nowMs });
      const oldest = buckets.size > maxKeys ? buckets.keys().next() : undefined;
      if (oldest?.value !== undefined) buckets.delete(oldest.value);
      return enough ? 0 : Math.ceil(((tokens - held) / perSecond) * 1000);
    },
  };
}
