import type { Hex, PublicClient } from "viem";

import type { Deployment } from "@/app/_api/config";
import type { ResetEvent, StatusEvent } from "@/app/_api/events";
import { readWorldId } from "../chain";
import { log } from "../log";
import { readBlocks, type WatchedBlock } from "./readBlocks";

/** What subscribers are told. */
export type FeedMessage =
  | { type: "block"; block: WatchedBlock }
  | { type: "status"; status: StatusEvent }
  | { type: "reset"; reset: ResetEvent };

export type BlockFeed = {
  /** The last status, undefined until the chain was asked. */
  status: () => StatusEvent | undefined;
  /** The newest blocks that were read, oldest first. */
  recent: () => readonly WatchedBlock[];
  /** Returns its own undo. The chain is watched while anybody listens. */
  subscribe: (listener: (message: FeedMessage) => void) => () => void;
};

export type BlockFeedOptions = {
  chain: PublicClient;
  readDeployment: () => Promise<Deployment>;
  /** Calls back when there may be a new block; returns its undo. */
  watchHeads: (onHead: () => void) => () => void;
  /** Whether a newest block is so old that the chain stands still; never, unless told. */
  isStale?: (head: { hash: Hex; timestamp: bigint }) => boolean;
};

/** Blocks kept for those who reconnect, and to find where a reorganised chain parts: two minutes at 250 ms. */
const KEPT_BLOCKS = 480;

/** A feed that fell further behind than this starts again at the head. */
const MAX_BEHIND = 2_000n;

/**
 * One watcher of the chain for all listeners of this process.
 * @param options See {@link BlockFeedOptions}.
 * @returns The feed.
 */
export function createBlockFeed({
  chain,
  readDeployment,
  watchHeads,
  isStale = () => false,
}: BlockFeedOptions): BlockFeed {
  const listeners = new Set<(message: FeedMessage) => void>();
  let kept: WatchedBlock[] = [];
  let status: StatusEvent | undefined;
  let worldId: Hex | undefined;
  let stop: (() => void) | undefined;
  let isReading = false;
  let isAskedAgain = false;

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
    const head = await chain.getBlock();
    // The node answers and the chain does not move: for whoever plays that is the same as no answer.
    if (isStale(head)) return setDown(new Error(`No new block since ${head.timestamp}.`));
    if (status?.chain !== "up") await greet(deployment.startBlock);
    const newest = kept.at(-1);
    // Either nothing is new, or a node that lags behind the one that answered before says so.
    if (kept.some(({ hash }) => hash === head.hash)) return;
    if (newest !== undefined && head.number <= newest.number) return dropReplaced();
    const isFarBehind = newest !== undefined && head.number - newest.number > MAX_BEHIND;
    if (isFarBehind) keep([], "gap");
    const from = newest === undefined || isFarBehind ? head.number : newest.number + 1n;
    for (const block of await readBlocks(chain, deployment, from, head.number)) {
      const last = kept.at(-1);
      if (last !== undefined && last.hash !== block.parentHash) return dropReplaced();
      kept = [...kept.slice(1 - KEPT_BLOCKS), block];
      tell({ type: "block", block });
    }
  }

  /** The chain answers, for the first time or again: is it still the same one? */
  async function greet(startBlock: bigint): Promise<void> {
    const seen = await readWorldId(chain, startBlock);
    if (worldId !== undefined && worldId !== seen) keep([], "world");
    worldId = seen;
    setStatus({ chain: "up", worldId });
  }

  /** Forgets the blocks that are not in the chain any more, and reads on from where it parts. */
  async function dropReplaced(): Promise<void> {
    let standing = kept.length;
    for (; standing > 0; standing -= 1) {
      const block = kept[standing - 1] as WatchedBlock;
      const hash = await chain.getBlock({ blockNumber: block.number }).then(
        (seen): Hex | undefined => seen.hash,
        // A block that is not there any more is an answer; a chain that is down fails again right below.
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
    recent: () => kept,
    subscribe(listener) {
      listeners.add(listener);
      stop ??= watchHeads(() => {
        isAskedAgain = true;
        void run();
      });
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        stop?.();
        stop = undefined;
        // Blocks go by unseen from now on; whoever comes next starts at the head.
        kept = [];
        status = undefined;
      };
    },
  };
}
