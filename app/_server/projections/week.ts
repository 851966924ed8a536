import type { z } from "zod";

import { mapColumns } from "@/app/_api/columns";
import { WEEK_SECONDS, weekBegin, weekOf } from "@/app/_api/isoWeek";
import { scoreColumns } from "@/app/_api/scoreColumns";
import type { WeekBoard, WeekPlace, weekQuery } from "@/app/_api/week";
import type { Database } from "../database";
import type { Prisma, WeekScore } from "../generated/prisma/client";
import { readCursor, toFreshness } from "./cursor";
import { behind, byRank, countAhead, formatRank, parseRank } from "./ranks";

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
  const after = query.after === undefined ? undefined : parseRank(query.after);
  const count = (where: Prisma.WeekScoreWhereInput) => database.weekScore.count({ where: { week, ...where } });
  const [rows, skipped, ownRow] = await Promise.all([
    database.weekScore.findMany({
      where: { week, ...(after && behind(after)) },
      orderBy: byRank,
      // One more than requested: it shows whether there is another page.
      take: limit + 1,
    }),
    after ? countAhead(count, after, "lte") : 0,
    account === undefined ? null : database.weekScore.findUnique({ where: { week_account: { week, account } } }),
  ]);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const beginSeconds = weekBegin(week) ?? 0n;
  return {
    ...toFreshness(cursor),
    ...{ week, beginSeconds, endSeconds: beginSeconds + WEEK_SECONDS },
    players: page.map((row, index) => toPlace(row, skipped + index + 1)),
    ...(ownRow ? { own: toPlace(ownRow, (await countAhead(count, ownRow, "lt")) + 1) } : {}),
    ...(rows.length > limit && last ? { next: formatRank(last) } : {}),
  };
}

function toPlace(row: WeekScore, rank: number): WeekPlace {
  const { points, expedition, seconds } = row;
  return {
    ...{ rank, account: row.account as `0x${string}`, points, expedition },
    ...mapColumns(scoreColumns, (name) => row[name]),
    seconds,
  };
}
