import type { Hex } from "viem";

import type { BlockFeed, FeedMessage } from "./blockFeed";
import type { WatchedBlock } from "./readBlocks";

/** Reads old blocks, and the current hash of a block number. */
export type BlockSource = {
  readBlocks: (from: bigint, to: bigint) => Promise<WatchedBlock[]>;
  readHash: (number: bigint) => Promise<Hex>;
};

/** Most blocks that a returning client receives; after more it reads the state again, which is cheaper. */
export const MAX_MISSED = 1_000n;

/**
 * What a client missed.
 * @param feed The feed, already subscribed to.
 * @param source For the blocks that the feed no longer has.
 * @param lastEventId `<number>-<hash>` of the last block that it got; undefined for a new client.
 * @param signal Aborts when the client is gone.
 * @returns The blocks from there to the feed's newest; a new client gets only the newest; or a reset.
 * @throws When the chain does not answer.
 */
export async function readMissed(
  feed: BlockFeed,
  source: BlockSource,
  lastEventId: string | undefined,
  signal: AbortSignal,
): Promise<FeedMessage[]> {
  const newest = feed.recent().at(-1) ?? (await readNext(feed, signal));
  if (newest === undefined) return [];
  if (lastEventId === undefined) return [{ type: "block", block: newest }];
  const [, digits, hash] = /^([0-9]{1,18})-(0x[0-9a-f]{64})$/.exec(lastEventId) ?? [];
  if (digits === undefined) return [{ type: "reset", reset: { reason: "gap" } }];
  const number = BigInt(digits);
  const recent = feed.recent();
  const index = recent.findIndex((block) => block.number === number);
  const seen = recent[index]?.hash ?? (await source.readHash(number).catch(() => undefined));
  if (seen !== hash) return [{ type: "reset", reset: { reason: "reorganised" } }];
  if (index >= 0) return recent.slice(index + 1).map((block) => ({ type: "block", block }));
  if (newest.number - number > MAX_MISSED) return [{ type: "reset", reset: { reason: "gap" } }];
  const blocks = await source.readBlocks(number + 1n, newest.number);
  return blocks.map((block) => ({ type: "block", block }));
}

/** The next block of the feed; undefined when the client leaves first. */
function readNext(feed: BlockFeed, signal: AbortSignal): Promise<WatchedBlock | undefined> {
  return new Promise((resolve) => {
    const finish = (block: WatchedBlock | undefined) => {
      unsubscribe();
      signal.removeEventListener("abort", leave);
      resolve(block);
    };
    const leave = () => finish(undefined);
    const unsubscribe = feed.subscribe((message) => {
      if (message.type === "block") finish(message.block);
    });
    signal.addEventListener("abort", leave);
  });
}
