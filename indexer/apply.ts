import type { Hex } from "viem";

import type { Deployment } from "@/app/_api/config";
import type { Database } from "@/app/_server/database";
import type { WatchedBlock } from "@/app/_server/events/readBlocks";
import type { Prisma } from "@/app/_server/generated/prisma/client";
import { CURSOR_ID } from "@/app/_server/projections/cursor";
import { KEPT_BLOCKS } from "./batch";
import { insertRows } from "./insertRows";
import { toOperationRows } from "./project/operations";
import { toRunEventRows } from "./project/runEvents";
import { addToRuns } from "./project/runs";
import { addToSessions } from "./project/sessionSums";
import { applySessions } from "./project/sessions";

/** The indexer's position in the chain. */
export type Position = { blockNumber: bigint; blockHash: Hex };

/** The chain's newest block, and blocks per second while far behind it. */
export type Pace = { head: bigint; blocksPerSecond: number | null };

/** Writing a batch, or a rollback, is one transaction, which may take this long. */
export const TRANSACTION = { timeout: 60_000, maxWait: 5_000 };

/**
 * Writes the rows of a batch and moves the cursor, in one transaction: after a crash either all of it is there or
 * nothing. The cursor moves only from where this indexer saw it, so an indexer that lost its lock without noticing writes
 * nothing.
 * @param database Client.
 * @param deployment Addresses of this world.
 * @param position The cursor, as it was read.
 * @param blocks The batch.
 * @param pace The chain's newest block, and the speed of catching up.
 * @returns The new position.
 * @throws When the database is down, or another indexer has moved the cursor.
 */
export async function applyBatch(
  database: Database,
  deployment: Deployment,
  position: Position,
  blocks: readonly WatchedBlock[],
  pace: Pace,
): Promise<Position> {
  const last = blocks.at(-1);
  if (!last) return position;
  const operations = blocks.flatMap((block) => toOperationRows(block, deployment));
  const runEvents = blocks.flatMap((block) => toRunEventRows(block, deployment));
  const travellers = new Set(operations.map(({ account }) => account));
  const from = position.blockNumber + 1n;
  await database.$transaction(async (transaction) => {
    await moveCursor(transaction, position, last, pace);
    await insertRows(transaction, "Operation", operations);
    for (const block of blocks) await applySessions(transaction, block);
    await addToRuns(transaction, runEvents);
    await addToSessions(transaction, from, [...travellers]);
    await insertRows(
      transaction,
      "Block",
      blocks.map(({ number, hash, timestamp }) => ({ number, hash, seconds: timestamp })),
    );
    await transaction.block.deleteMany({ where: { number: { lt: last.number - KEPT_BLOCKS } } });
  }, TRANSACTION);
  return { blockNumber: last.number, blockHash: last.hash };
}

/**
 * Moves the cursor from a position to a block.
 * @param transaction The transaction that changes the rows.
 * @param from Where the cursor must be.
 * @param to Its new position.
 * @param pace The chain's newest block, and the speed of catching up.
 * @throws When the cursor is elsewhere.
 */
export async function moveCursor(
  transaction: Prisma.TransactionClient,
  from: Position,
  to: Pick<WatchedBlock, "number" | "hash" | "timestamp">,
  pace: Pace,
): Promise<void> {
  const moved = await transaction.cursor.updateMany({
    where: { id: CURSOR_ID, blockNumber: from.blockNumber, blockHash: from.blockHash },
    data: {
      blockNumber: to.number,
      blockHash: to.hash,
      blockSeconds: to.timestamp,
      headNumber: pace.head,
      blocksPerSecond: pace.blocksPerSecond,
      updatedAt: new Date(),
    },
  });
  if (moved.count !== 1) throw cursorGone(from);
}

/**
 * Records that this indexer is alive although there is no new block.
 * @param database Client.
 * @param position Where the cursor must be.
 * @throws When the cursor is elsewhere: another indexer took over, or somebody asked for a rebuild.
 */
export async function touchCursor(database: Database, { blockNumber, blockHash }: Position): Promise<void> {
  const touched = await database.cursor.updateMany({
    where: { id: CURSOR_ID, blockNumber, blockHash },
    data: { updatedAt: new Date() },
  });
  if (touched.count !== 1) throw cursorGone({ blockNumber, blockHash });
}

function cursorGone({ blockNumber }: Position): Error {
  return new Error(`The cursor was moved away from block ${blockNumber} by another process.`);
}
