import type { PublicClient } from "viem";

import type { Deployment } from "@/app/_api/config";
import type { Database } from "@/app/_server/database";
import { log } from "@/app/_server/log";
import { CURSOR_ID } from "@/app/_server/projections/cursor";
import { applyBatch, type Position } from "./apply";
import { MAX_BATCH_BLOCKS, readBatch } from "./batch";
import { rollBack } from "./rollback";
import { beginAnew } from "./world";

export type Step = {
  position: Position;
  /** There is more to read at once. */
  isBehind: boolean;
};

/**
 * One step of following: takes in the next batch, rolls back where the chain has parted, or says that nothing is new.
 * @param database Client.
 * @param chain Client of the chain.
 * @param deployment Addresses of this world.
 * @param position Where the cursor stands.
 * @returns Where it stands now.
 * @throws When chain or database do not answer; nothing is half done then.
 */
export async function followOnce(
  database: Database,
  chain: PublicClient,
  deployment: Deployment,
  position: Position,
): Promise<Step> {
  const head = await chain.getBlock();
  if (head.hash === position.blockHash) {
    await database.cursor.updateMany({ where: { id: CURSOR_ID }, data: { updatedAt: new Date() } });
    return { position, isBehind: false };
  }
  if (await isReplaced(chain, position, head.number)) {
    const parting = await rollBack(database, chain, position, head.number);
    return { position: parting ?? (await beginAnew(database, chain, deployment)), isBehind: true };
  }
  const blocks = await readBatch(chain, deployment, position.blockNumber + 1n, head.number);
  const first = blocks[0];
  // Replaced between the two questions: the next step finds out how far.
  if (first?.number === position.blockNumber + 1n && first.parentHash !== position.blockHash) {
    return { position, isBehind: true };
  }
  const next = await applyBatch(database, deployment, position, blocks, head.number);
  const isBehind = next.blockNumber < head.number;
  if (head.number - position.blockNumber > MAX_BATCH_BLOCKS) {
    log.info({ block: Number(next.blockNumber), head: Number(head.number) }, "Catching up.");
  }
  return { position: next, isBehind };
}

async function isReplaced(chain: PublicClient, { blockNumber, blockHash }: Position, head: bigint): Promise<boolean> {
  if (head < blockNumber) return true;
  return (await chain.getBlock({ blockNumber })).hash !== blockHash;
}
