import type { Hex } from "viem";

/** What of a block its age is read from. */
export type Head = { hash: Hex; timestamp: bigint };

/**
 * Watches how old the chain's head is. By the block's own clock, and by how long it has been the head for this process:
 * a chain whose clock runs ahead would else be up for as long as it is ahead.
 * @returns A function of the newest block and this machine's clock; the age in seconds, 0 for a block of the future.
 */
export function createHeadWatch() {
  let seen: { hash: Hex; sinceMs: number } | undefined;
  return ({ hash, timestamp }: Head, nowMs: number): number => {
    if (seen?.hash !== hash) seen = { hash, sinceMs: nowMs };
    return Math.max(0, nowMs / 1000 - Number(timestamp), (nowMs - seen.sinceMs) / 1000);
  };
}

/** One watch for all routes, which Next.js may load as separate copies of this module. */
const shared = globalThis as { hourglassHead?: ReturnType<typeof createHeadWatch> };

/**
 * Age of the chain's head, as this process knows it.
 * @param head The newest block.
 * @returns Seconds.
 */
export function readHeadAge(head: Head): number {
  shared.hourglassHead ??= createHeadWatch();
  return shared.hourglassHead(head, Date.now());
}
