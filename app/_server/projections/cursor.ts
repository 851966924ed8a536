import type { Database } from "../database";

/** The one stream that the indexer follows. */
export const CURSOR_ID = "chain";

/** The indexer moves its cursor at each block, and says that it lives when there is none; older than this it is gone. */
const STALE_AFTER_MS = 10_000;

/** Further behind than this, what is shown is worth a warning. */
const STALE_BEHIND_BLOCKS = 40n;

export type CursorView = {
  blockNumber: bigint;
  /** Chain clock of that block, Unix seconds. */
  blockSeconds: bigint;
  headNumber: bigint;
  worldId: string;
  /** Share of the world that is read. */
  percent: number;
  /** Null while it follows the head. */
  blocksPerSecond: number | null;
  /** Nobody moves it. */
  isAbandoned: boolean;
  /** What is shown is worth a warning: nobody moves it, or it is far behind. */
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
 * The share of the world that is read.
 * @param startBlock Its first block.
 * @param block The last one that is read.
 * @param head The chain's newest.
 * @returns Percent, cut to one digit so that 100 means all of it.
 */
export function percentOf(startBlock: bigint, block: bigint, head: bigint): number {
  if (block >= head) return 100;
  const read = block - startBlock + 1n;
  return read <= 0n ? 0 : Number((read * 1000n) / (head - startBlock + 1n)) / 10;
}

/**
 * What an answer says of its freshness.
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
