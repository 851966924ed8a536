import type { PublicClient } from "viem";

import type { Deployment } from "@/app/_api/config";
import type { Database } from "@/app/_server/database";
import { applyBatch, type Position, touchCursor } from "./apply";
import { readBatch } from "./batch";
import { isReplaced } from "./isReplaced";
import type { Progress } from "./progress";
import { rollBack } from "./rollback";
import { beginAnew } from "./world";

export type Step = {
  position: Position;
  /** There is more to read at once. */
  isBehind: boolean;
};

export type Follower = { database: Database; chain: PublicClient; deployment: Deployment; progress: Progress };

/**
 * One step of following: reads the next batch, rolls back if the chain was reorganised, or reports that nothing is new.
 * @param follower Clients, addresses of this world, and what reports the progress.
 * @param position The cursor's position.
 * @returns Its new position.
 * @throws When chain or database do not answer; nothing is half done then.
 */
export async function followOnce(follower: Follower, position: Position): Promise<Step> {
  const { database, chain, deployment, progress } = follower;
  const head = await chain.getBlock();
  if (head.hash === position.blockHash) {
    await touchCursor(database, position);
    return { position, isBehind: false };
  }
  if (await isReplaced(chain, deployment.startBlock, position, head.number)) {
    const parting = await rollBack(database, chain, position, head.number);
    return { position: parting ?? (await beginAnew(database, chain, deployment)), isBehind: true };
  }
  progress.begin(position.blockNumber, head.number);
  const blocks = await readBatch(chain, deployment, position.blockNumber + 1n, head.number);
  const first = blocks[0];
  // Replaced between the two requests: the next step finds out how far.
  if (first?.number === position.blockNumber + 1n && first.parentHash !== position.blockHash) {
    return { position, isBehind: true };
  }
  const blocksPerSecond = progress.rate(blocks.at(-1)?.number ?? position.blockNumber);
  const pace = { head: head.number, blocksPerSecond };
  const next = await applyBatch(database, deployment, position, blocks, pace);
  progress.done(next.blockNumber, head.number);
  return { position: next, isBehind: next.blockNumber < head.number };
}
