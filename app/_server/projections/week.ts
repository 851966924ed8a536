import type { z } from "zod";

import { mapColumns } from "@/app/_api/columns";
import { WEEK_SECONDS, weekBegin, weekOf } from "@/app/_api/isoWeek";
import { scoreColumns } from "@/app/_api/scoreColumns";
import type { WeekBoard, WeekPlace, weekQuery } from "@/app/_api/week";
import type { Database } from "../database";
import type { WeekScore } from "../generated/prisma/client";
import { readCursor, toFreshness } from "./cursor";

/** Position of a row: by points, and among equals by who had them first. No two rows are equal. */
type Standing = Pick<WeekScore, "points" | "blockNumber" | "logIndex">;

/**
 * The leaderboard of a week. The default is the current week by the chain's clock, as far as it is indexed: the server's
 * clock is wrong for a chain whose clock was moved.
 * @param database Client.
 * @param query Parsed query.
 * @returns One page, and the rank of the requested account; empty and stale before the indexer has started.
 * @throws When the database is down.
 */
export async function readWeek(database: Database, query: z.output<typeof weekQuery>): Promise<WeekBoard> {
  const { limit, account } = query;
  const cursor = await readCursor(database);
  const week = query.week ?? weekOf(cursor?.blockSeconds ?? BigInt(Math.floor(Date.now() / 1000)));
  const after = query.after === undefined ? undefined : parseStanding(query.after);
  const [rows, skipped, ownRow] = await Promise.all([
    database.weekScore.findMany({
      // The limit on points alone lets the index begin at the page, not at the week's first row.
      where: { week, ...(after && { points: { lte: after.points }, OR: listBehind(after) }) },
      orderBy: [{ points: "desc" }, { blockNumber: "asc" }, { logIndex: "asc" }],
      // One more than requested: it shows whether there is another page.
      take: limit + 1,
    }),
    after ? countAhead(database, week, after, "lte") : 0,
    account === undefined ? null : database.weekScore.findUnique({ where: { week_account: { week, account } } }),
  ]);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const beginSeconds = weekBegin(week) ?? 0n;
  return {
    ...toFreshness(cursor),
    ...{ week, beginSeconds, endSeconds: beginSeconds + WEEK_SECONDS },
    players: page.map((row, index) => toPlace(row, skipped + index + 1)),
    ...(ownRow ? { own: toPlace(ownRow, (await countAhead(database, week, ownRow, "lt")) + 1) } : {}),
    ...(rows.length > limit && last ? { next: `${last.points}-${last.blockNumber}-${last.logIndex}` } : {}),
  };
}

function parseStanding(text: string): Standing {
  const [points, blockNumber, logIndex] = text.split("-");
  return { points: Number(points), blockNumber: BigInt(blockNumber ?? 0), logIndex: Number(logIndex) };
}

/** The rows after a position. */
function listBehind({ points, blockNumber, logIndex }: Standing) {
  return [
    { points: { lt: points } },
    { points, blockNumber: { gt: blockNumber } },
    { points, blockNumber, logIndex: { gt: logIndex } },
  ];
}

/** How many rows are before a position, or up to it. */
async function countAhead(
  database: Database,
  week: string,
  { points, blockNumber, logIndex }: Standing,
  inclusive: "lt" | "lte",
): Promise<number> {
  // Ranges of one index, which an OR would not use.
  const counts = await Promise.all([
    database.weekScore.count({ where: { week, points: { gt: points } } }),
    database.weekScore.count({ where: { week, points, blockNumber: { lt: blockNumber } } }),
    database.weekScore.count({ where: { week, points, blockNumber, logIndex: { [inclusive]: logIndex } } }),
  ]);
  return counts.reduce((sum, count) => sum + count, 0);
}

function toPlace(row: WeekScore, rank: number): WeekPlace {
  const { points, expedition, seconds } = row;
  return {
    ...{ rank, account: row.account as `0x${string}`, points, expedition },
    ...mapColumns(scoreColumns, (name) => row[name]),
    seconds,
  };
}
