import type { Leaderboard } from "@/app/_api/projections";
import type { Database } from "../database";
import { readCursor } from "./cursor";

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
    stale: cursor?.isStale ?? true,
    blockNumber: cursor?.blockNumber ?? 0n,
    players: rows.map((row, index) => ({
      rank: index + 1,
      account: row.account as `0x${string}`,
      score: row.score,
      steps: row.steps,
      gathered: row.gathered,
      crafted: row.crafted,
      quests: row.quests,
      sandEarned: BigInt(row.sandEarned.toFixed(0)),
      lastSeconds: row.lastSeconds,
    })),
  };
}
