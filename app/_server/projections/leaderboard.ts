import type { Leaderboard } from "@/app/_api/projections";
import type { Database } from "../database";
import { readCursor, toFreshness } from "./cursor";
import { toDeeds } from "./deeds";

/**
 * The best players.
 * @param database Client.
 * @param limit How many.
 * @returns The leaderboard; empty and stale before the indexer has started.
 * @throws When the database is down.
 */
export async function readLeaderboard(database: Database, limit: number): Promise<Leaderboard> {
  const [cursor, rows] = await Promise.all([
    readCursor(database),
    database.player.findMany({ orderBy: [{ score: "desc" }, { account: "asc" }], take: limit }),
  ]);
  return {
    ...toFreshness(cursor),
    players: rows.map((row, index) => ({
      rank: index + 1,
      account: row.account as `0x${string}`,
      score: row.score,
      ...toDeeds(row),
      lastSeconds: row.lastSeconds,
    })),
  };
}
