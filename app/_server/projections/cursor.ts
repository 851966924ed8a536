import type { Database } from "../database";

/** The one stream that the indexer follows. */
export const CURSOR_ID = "chain";

/** The indexer moves its cursor at each block, and says that it lives when there is none; older than this it is gone. */
const STALE_AFTER_MS = 10_000;

/** Further behind than this, what is shown is worth a warning. */
const STALE_BEHIND_BLOCKS = 40n;

export type CursorView = { blockNumber: bigint; blockSeconds: bigint; worldId: string; isStale: boolean };

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
  const isStale =
    nowMs - row.updatedAt.getTime() > STALE_AFTER_MS || row.headNumber - row.blockNumber > STALE_BEHIND_BLOCKS;
  return { blockNumber: row.blockNumber, blockSeconds: row.blockSeconds, worldId: row.worldId, isStale };
}
