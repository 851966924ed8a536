import type { Hex } from "viem";

/** The parts of a block that its age is computed from. */
export type Head = { hash: Hex; timestamp: bigint };

/**
 * Watches how old the chain's head is: by the block's own timestamp, and by how long this process has seen it as the head.
 * Otherwise a chain whose clock is ahead would count as up for as long as it is ahead.
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
 * Age of the chain's head, as known to this process.
 * @param head The newest block.
 * @returns Seconds.
 */
export function readHeadAge(head: Head): number {
  shared.hourglassHead ??= createHeadWatch();
  return shared.hourglassHead(head, Date.now());
}
