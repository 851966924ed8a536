import type { z } from "zod";

import type { Board, BoardPlace, dayQuery, leagueQuery, pageQuery, weekBoardQuery } from "@/app/_api/boards";
import { WEEK_SECONDS, weekBegin, weekOf } from "@/app/_api/isoWeek";
import type { Database } from "../database";
import type { Prisma, Standing } from "../generated/prisma/client";
import { readCursor, toFreshness } from "./cursor";
import { behind, byRank, countAhead, formatRank, parseRank } from "./ranks";

const DAY_SECONDS = 86_400n;

/** A board's name, as indexer/project/standings.ts writes it, and its time. */
type Name = Pick<Board, "board" | "beginSeconds" | "endSeconds">;

/**
 * The day's expeditions of one length. The default is today by the chain's clock, as far as it is indexed.
 * @param database Client.
 * @param query Parsed query.
 * @returns One page, and the place of the requested account; empty and stale before the indexer has started.
 * @throws When the database is down.
 */
export function readDay(database: Database, query: z.output<typeof dayQuery>): Promise<Board> {
  return readBoard(database, query, (nowSeconds) => {
    const day = BigInt(query.day ?? nowSeconds / DAY_SECONDS);
    const beginSeconds = day * DAY_SECONDS;
    return { board: `day/${day}/${query.length}`, beginSeconds, endSeconds: beginSeconds + DAY_SECONDS };
  });
}

/** Each account's best daily expedition of one length in a week; see {@link readDay}. */
export function readWeekBoard(database: Database, query: z.output<typeof weekBoardQuery>): Promise<Board> {
  return readBoard(database, query, (nowSeconds) => {
    const week = query.week ?? weekOf(nowSeconds);
    return { board: `week/${week}/${query.length}`, ...timeOf(week) };
  });
}

/** Each account's best five daily results of a week, of any length; see {@link readDay}. */
export function readLeague(database: Database, query: z.output<typeof leagueQuery>): Promise<Board> {
  return readBoard(database, query, (nowSeconds) => {
    const week = query.week ?? weekOf(nowSeconds);
    return { board: `league/${week}`, ...timeOf(week) };
  });
}

/** Each account's best expedition in a room; see {@link readDay}. */
export function readRoom(database: Database, room: number, query: z.output<typeof pageQuery>): Promise<Board> {
  return readBoard(database, query, () => ({ board: `room/${room}` }));
}

function timeOf(week: string) {
  const beginSeconds = weekBegin(week) ?? 0n;
  return { beginSeconds, endSeconds: beginSeconds + WEEK_SECONDS };
}

async function readBoard(
  database: Database,
  query: z.output<typeof pageQuery>,
  nameAt: (nowSeconds: bigint) => Name,
): Promise<Board> {
  const { limit, account, accounts } = query;
  const cursor = await readCursor(database);
  const name = nameAt(cursor?.blockSeconds ?? BigInt(Math.floor(Date.now() / 1000)));
  const who: Prisma.StandingWhereInput = {
    board: name.board,
    ...(accounts && { account: { in: accounts } }),
  };
  const after = query.after === undefined ? undefined : parseRank(query.after);
  const count = (range: Prisma.StandingWhereInput) => database.standing.count({ where: { ...who, ...range } });
  const [rows, skipped, ownRow] = await Promise.all([
    database.standing.findMany({
      where: { ...who, ...(after && behind(after)) },
      orderBy: byRank,
      // One more than requested: it shows whether there is another page.
      take: limit + 1,
    }),
    after ? countAhead(count, after, "lte") : 0,
    account === undefined
      ? null
      : database.standing.findUnique({ where: { board_account: { board: name.board, account } } }),
  ]);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    ...toFreshness(cursor),
    ...name,
    players: page.map((row, index) => toPlace(row, skipped + index + 1)),
    ...(ownRow ? { own: toPlace(ownRow, (await countAhead(count, ownRow, "lt")) + 1) } : {}),
    ...(rows.length > limit && last ? { next: formatRank(last) } : {}),
  };
}

function toPlace({ account, number, points, result }: Standing, rank: number): BoardPlace {
  return { rank, account: account as `0x${string}`, number, points, ...(result === null ? {} : { result }) };
}
