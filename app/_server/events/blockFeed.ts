import type { Hex, PublicClient } from "viem";

import type { Deployment } from "@/app/_api/config";
import type { ResetEvent, StatusEvent } from "@/app/_api/events";
import type { SwapNote } from "@/app/_api/swaps";
import { readWorldId } from "../chain";
import { log } from "../log";
import { readBlocks, type WatchedBlock } from "./readBlocks";

/** Messages to subscribers. */
export type FeedMessage =
  | { type: "block"; block: WatchedBlock }
  | { type: "status"; status: StatusEvent }
  | { type: "reset"; reset: ResetEvent }
  | { type: "swap"; swap: SwapNote };

export type BlockFeed = {
  /** The last status; undefined until the chain was asked. */
  status: () => StatusEvent | undefined;
  /** Contracts replaced during development; undefined where that never happens. */
  swaps: () => SwapNote | undefined;
  /** The newest blocks that were read, oldest first. */
  recent: () => readonly WatchedBlock[];
  /** Returns a function that unsubscribes. The chain is watched while anybody listens. */
  subscribe: (listener: (message: FeedMessage) => void) => () => void;
};

export type BlockFeedOptions = {
  chain: PublicClient;
  readDeployment: () => Promise<Deployment>;
  /** Calls back when there may be a new block; returns a function that unsubscribes. */
  watchHeads: (onHead: () => void) => () => void;
  /** Whether the newest block is so old that the chain must have stopped. Default: never. */
  isStale?: (head: { hash: Hex; timestamp: bigint }) => boolean;
  /** Contracts replaced during development; the same object until it changes. Default: none. */
  readSwaps?: () => SwapNote | undefined;
};

/** Blocks kept for clients that reconnect, and to find where a reorganised chain differs: two minutes at 250 ms. */
const KEPT_BLOCKS = 480;

/** A feed that fell further behind than this starts again at the head. */
const MAX_BEHIND = 2_000n;

/**
 * One watcher of the chain, shared by all listeners of this process.
 * @param options See {@link BlockFeedOptions}.
 * @returns The feed.
 */
// biome-ignore lint/complexity/noExcessiveLinesPerFunction: the newest block and who listens are one state; its steps are the functions inside.
export function createBlockFeed({
  chain,
  readDeployment,
  watchHeads,
  isStale = () => false,
  readSwaps = () => undefined,
}: BlockFeedOptions): BlockFeed {
  const listeners = new Set<(message: FeedMessage) => void>();
  let kept: WatchedBlock[] = [];
  let status: StatusEvent | undefined;
  let worldId: Hex | undefined;
  let startBlock: bigint | undefined;
  let swaps: SwapNote | undefined;
  let stop: (() => void) | undefined;
  let isReading = false;
  let isAskedAgain = false;
  let heardAtMs: number | undefined;

  const tell = (message: FeedMessage) => {
    for (const listener of listeners) listener(message);
  };
  const keep = (blocks: WatchedBlock[], reason: ResetEvent["reason"]) => {
    kept = blocks;
    tell({ type: "reset", reset: { reason } });
  };
  const setStatus = (next: StatusEvent) => {
    status = next;
    tell({ type: "status", status });
  };

  const setDown = (error: unknown) => {
    if (status?.chain === "down") return;
    log.warn({ err: error }, "The chain does not answer the watcher.");
    setStatus({ chain: "down" });
  };

  async function readOn(): Promise<void> {
    const deployment = await readDeployment();
    hearSwaps();
    const head = await chain.getBlock();
    // The node answers but the chain does not move: for a player that is the same as no answer.
    if (isStale(head)) return setDown(new Error(`No new block since ${head.timestamp}.`));
    // A deployment that was written again may be another world on the same chain.
    if (status?.chain !== "up" || startBlock !== deployment.startBlock) await greet(deployment.startBlock);
    const newest = kept.at(-1);
    // Either nothing is new, or the node lags behind the one that answered before.
    if (kept.some(({ hash }) => hash === head.hash)) return;
    if (newest !== undefined && head.number <= newest.number) return dropReplaced();
    const isFarBehind = newest !== undefined && head.number - newest.number > MAX_BEHIND;
    if (isFarBehind) keep([], "gap");
    const from = newest === undefined || isFarBehind ? head.number : newest.number + 1n;
    for (const read of await readBlocks(chain, deployment, from, head.number, undefined, head)) {
      const block = { ...read, ...(read.number === head.number && heardAtMs !== undefined && { heardAtMs }) };
      const last = kept.at(-1);
      if (last !== undefined && last.hash !== block.parentHash) return dropReplaced();
      kept = [...kept.slice(1 - KEPT_BLOCKS), block];
      tell({ type: "block", block });
    }
  }

  /** The chain answers, for the first time or again: checks whether it is still the same one. */
  async function greet(firstBlock: bigint): Promise<void> {
    const seen = await readWorldId(chain, firstBlock);
    startBlock = firstBlock;
    if (worldId !== undefined && worldId !== seen) keep([], "world");
    worldId = seen;
    setStatus({ chain: "up", worldId });
  }

  /** Replaced code may give other answers about what was read before. */
  function hearSwaps(): void {
    const before = swaps;
    swaps = readSwaps();
    if (!swaps || swaps === before) return;
    tell({ type: "swap", swap: swaps });
    if (before && before.round !== swaps.round) tell({ type: "reset", reset: { reason: "gap" } });
  }

  /** Drops blocks that are no longer in the chain, and continues reading after the last common block. */
  async function dropReplaced(): Promise<void> {
    let standing = kept.length;
    for (; standing > 0; standing -= 1) {
      const block = kept[standing - 1] as WatchedBlock;
      const hash = await chain.getBlock({ blockNumber: block.number }).then(
        (seen): Hex | undefined => seen.hash,
        // A missing block is an answer; if the chain is down, the next request fails too.
        () => undefined,
      );
      if (hash === block.hash) break;
    }
    await chain.getBlock();
    keep(kept.slice(0, standing), "reorganised");
    isAskedAgain = true;
  }

  async function run(): Promise<void> {
    if (isReading) return;
    isReading = true;
    while (isAskedAgain && stop) {
      isAskedAgain = false;
      await readOn().catch(setDown);
    }
    isReading = false;
  }

  return {
    status: () => status,
    swaps: () => swaps,
    recent: () => kept,
    subscribe(listener) {
      listeners.add(listener);
      stop ??= watchHeads(() => {
        heardAtMs = Date.now();
        isAskedAgain = true;
        void run();
      });
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        stop?.();
        stop = undefined;
        // From now on blocks go by unseen; the next listener starts at the head.
        kept = [];
        status = undefined;
      };
    },
  };
}
