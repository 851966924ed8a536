import type { Database } from "../database";

/** The one stream that the indexer follows. */
export const CURSOR_ID = "chain";

/** The indexer moves its cursor at each block, and updates it when there is none; an older cursor means that it is down. */
const STALE_AFTER_MS = 10_000;

/** Further behind than this, the data needs a warning. */
const STALE_BEHIND_BLOCKS = 40n;

export type CursorView = {
  blockNumber: bigint;
  /** Timestamp of that block, Unix seconds. */
  blockSeconds: bigint;
  headNumber: bigint;
  worldId: string;
  /** Share of the world that has been read. */
  percent: number;
  /** Null while it follows the head. */
  blocksPerSecond: number | null;
  /** No indexer moves it. */
  isAbandoned: boolean;
  /** The data needs a warning: no indexer moves the cursor, or it is far behind. */
  isStale: boolean;
};

/**
 * How far the database has come.
 * @param database Client.
 * @param nowMs Clock of this machine.
 * @returns The cursor; undefined before the indexer has started.
 * @throws When the database is down.
 */
export async function readCursor(database: Database, nowMs = Date.now()): Promise<CursorView | undefined> {
  const row = await database.cursor.findUnique({ where: { id: CURSOR_ID } });
  if (!row) return undefined;
  const { blockNumber, blockSeconds, headNumber, worldId, blocksPerSecond } = row;
  const isAbandoned = nowMs - row.updatedAt.getTime() > STALE_AFTER_MS;
  return {
    ...{ blockNumber, blockSeconds, headNumber, worldId, blocksPerSecond, isAbandoned },
    percent: percentOf(row.startBlock, blockNumber, headNumber),
    isStale: isAbandoned || headNumber - blockNumber > STALE_BEHIND_BLOCKS,
  };
}

/**
 * The share of the world that has been read.
 * @param startBlock Its first block.
 * @param block The last block read.
 * @param head The chain's newest block.
 * @returns Percent, rounded down to one digit so that 100 means all of it.
 */
export function percentOf(startBlock: bigint, block: bigint, head: bigint): number {
  if (block >= head) return 100;
  const read = block - startBlock + 1n;
  return read <= 0n ? 0 : Number((read * 1000n) / (head - startBlock + 1n)) / 10;
}

/**
 * How fresh an answer is.
 * @param cursor The cursor; undefined before the indexer has started.
 * @returns The fields of app/_api/freshness.
 */
export function toFreshness(cursor: CursorView | undefined) {
  return {
    stale: cursor?.isStale ?? true,
    blockNumber: cursor?.blockNumber ?? 0n,
    blockSeconds: cursor?.blockSeconds ?? 0n,
  };
}
