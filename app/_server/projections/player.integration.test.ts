import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";

import { dayQuery, leagueQuery, weekBoardQuery } from "@/app/_api/boards";
import { activityQuery } from "@/app/_api/projections";
import { packPlan } from "@/game/rules/plan";
import type { Length, Mode } from "@/game/rules/types";
import { TRANSACTION } from "@/indexer/apply";
import type { RunEventRow } from "@/indexer/project/runEvents";
import { addToRuns } from "@/indexer/project/runs";
import { createDatabase, type Database } from "../database";
import { createTestDatabase, type TestDatabase } from "../testDatabase";
import { readActivity } from "./activity";
import { readDay, readLeague, readWeekBoard } from "./boards";
import { CURSOR_ID } from "./cursor";
import { readPictureFacts } from "./picture";
import { readPlayer } from "./player";

let own: TestDatabase;
let database: Database;

beforeAll(async () => {
  own = await createTestDatabase();
  database = createDatabase(own.url);
});

afterAll(async () => {
  await database.$disconnect();
  await own.drop();
});

beforeEach(async () => {
  await database.$executeRaw`TRUNCATE "Run", "RunEvent", "Standing", "Cursor"`;
});

const account = `0x${"0a".padStart(40, "0")}` as const;
/** 29 November 2026, a Sunday, at 00:00 UTC. */
const SUNDAY = 20_786 * 86_400;

type Played = { number: number; at: number; mode?: Mode; length?: Length; points?: number; isHome?: boolean };

/** Expeditions of the account, each in two or three blocks. */
async function play(...played: Played[]) {
  const events = played.flatMap(({ number, at, mode = 0, length = 1, points = 0, isHome = false }): RunEventRow[] => {
    const plan = packPlan({ mode, length, calling: 1, tool: 0, purse: 0, start: 0, of: mode === 2 ? 9 : 0 });
    const seconds = [0, 300, 1_200, 3_480][length] ?? 0;
    const row = { account, number, seconds: BigInt(at), logIndex: 0, transactionHash: "0x01", userOpHash: null };
    const block = BigInt(3 * number);
    return [
      { ...row, blockNumber: block, kind: "Embarked", values: [Number(plan), 7, at + seconds] },
      { ...row, blockNumber: block + 1n, kind: "Banked", values: [0, points, points] },
      ...(isHome ? [{ ...row, blockNumber: block + 2n, kind: "Finished", values: [0, points, 0, 0] }] : []),
    ];
  });
  await database.$transaction((transaction) => addToRuns(transaction, events), TRANSACTION);
}

/** The chain's clock, as far as it is indexed. */
const setClock = (seconds: number) =>
  database.cursor.create({
    data: {
      ...{ id: CURSOR_ID, chainId: 1, worldId: "w", startBlock: 0n, blockNumber: 9n, blockHash: "0x", headNumber: 9n },
      ...{ blockSeconds: BigInt(seconds), updatedAt: new Date() },
    },
  });

describe("a player's page", () => {
  test("has the newest expeditions first, and says of each whether it runs, came home, or neither", async () => {
    await play(
      { number: 1, at: SUNDAY, points: 900, isHome: true },
      { number: 2, at: SUNDAY + 1_000, mode: 1 },
      { number: 3, at: SUNDAY + 1_100, mode: 2, length: 2, points: 50 },
    );
    await setClock(SUNDAY + 1_200);
    const { runs, stale } = await readPlayer(database, account);
    expect(stale).toBe(false);
    expect(runs.map(({ number, mode, length, state }) => [number, mode, length, state])).toEqual([
      [3, 2, 2, "running"],
      [2, 1, 1, "over"],
      [1, 0, 1, "home"],
    ]);
    expect(runs[2]).toMatchObject({ startedAt: BigInt(SUNDAY), endsAt: BigInt(SUNDAY + 300), points: 900, result: 60 });
    await database.$executeRaw`UPDATE "Cursor" SET "blockSeconds" = ${BigInt(SUNDAY + 2_300)}`;
    expect((await readPlayer(database, account)).runs[0]?.state, "its time is over").toBe("over");
  });

  test("has the best daily expedition of each length, and no practice: its island may be rehearsed", async () => {
    await play(
      { number: 1, at: SUNDAY, points: 900 },
      { number: 2, at: SUNDAY + 86_400, points: 1_200 },
      { number: 3, at: SUNDAY + 2 * 86_400, points: 1_200, length: 2 },
      { number: 4, at: SUNDAY + 3 * 86_400, points: 9_000, mode: 1 },
    );
    const { best } = await readPlayer(database, account);
    expect(best.map(({ number, length, points }) => [number, length, points])).toEqual([
      [2, 1, 1_200],
      [3, 2, 1_200],
    ]);
  });

  test("is empty, and stale, before anything is known", async () => {
    expect(await readPlayer(database, account)).toMatchObject({ stale: true, best: [], runs: [], sessions: [] });
  });
});

describe("the feed of activities", () => {
  const read = (query: object) => readActivity(database, activityQuery.parse(query));

  test("has everything in words and in numbers, the newest first, page by page", async () => {
    await play({ number: 1, at: SUNDAY, points: 900, isHome: true }, { number: 2, at: SUNDAY + 1_000, mode: 1 });
    const whole = await read({ account });
    expect(whole.activities.map(({ id, words }) => [id, words])).toEqual([
      ["7-0", "Banked 0 points at the camp"],
      ["6-0", "Set out on a Dash in practice"],
      ["5-0", "Came home with 900 points"],
      ["4-0", "Banked 900 points at the camp"],
      ["3-0", "Set out on a Dash"],
    ]);
    expect(whole.activities[3]).toMatchObject({
      ...{ account, kind: "Banked", transactionHash: "0x01", seconds: BigInt(SUNDAY) },
      detail: { expedition: "1", place: "0", load: "900", points: "900" },
    });
    expect(whole.next).toBeUndefined();
    const ids: string[] = [];
    for (let before: string | undefined; ; ) {
      const page = await read({ limit: 2, ...(before && { before }) });
      ids.push(...page.activities.map(({ id }) => id));
      before = page.next;
      if (!before) break;
    }
    expect(ids).toEqual(whole.activities.map(({ id }) => id));
    expect((await read({ account: `0x${"0b".padStart(40, "0")}` })).activities).toEqual([]);
  });
});

describe("boards without a day or a week", () => {
  test.each([
    [SUNDAY + 86_399, 20_786, "2026-W48"],
    [SUNDAY + 86_400, 20_787, "2026-W49"],
  ])("are those of the chain's clock: %i is day %i in %s", async (seconds, day, week) => {
    await setClock(seconds);
    const seen = await readDay(database, dayQuery.parse({}));
    const { beginSeconds = 0n, endSeconds = 0n } = seen;
    expect(seen.board).toBe(`day/${day}/1`);
    expect(beginSeconds <= BigInt(seconds) && BigInt(seconds) < endSeconds).toBe(true);
    expect((await readWeekBoard(database, weekBoardQuery.parse({ length: 3 }))).board).toBe(`week/${week}/3`);
    expect((await readLeague(database, leagueQuery.parse({}))).board).toBe(`league/${week}`);
  });
});

describe("what the picture of an expedition shows", () => {
  test("is its place of the day, which somebody who set out before midnight may still take for an hour", async () => {
    await play({ number: 1, at: SUNDAY, points: 900, isHome: true });
    await setClock(SUNDAY + 86_400 + 3_600);
    const { run, rank, isOver } = await readPictureFacts(database, account, 1);
    expect([run.events.length, rank, isOver]).toEqual([3, 1, false]);
    await database.$executeRaw`UPDATE "Cursor" SET "blockSeconds" = "blockSeconds" + 1`;
    expect(await readPictureFacts(database, account, 1)).toMatchObject({ rank: 1, isOver: true });
  });

  test("is no place for practice, nor in a room for an expedition that was not the best there", async () => {
    await play(
      { number: 1, at: SUNDAY, points: 900, mode: 2 },
      { number: 2, at: SUNDAY, points: 50, mode: 2 },
      { number: 3, at: SUNDAY + 400, mode: 1 },
    );
    await setClock(SUNDAY + 900);
    expect(await readPictureFacts(database, account, 1)).toMatchObject({ rank: 1, isOver: false });
    expect(await readPictureFacts(database, account, 2)).toMatchObject({ rank: undefined });
    expect(await readPictureFacts(database, account, 3)).toMatchObject({ rank: undefined, isOver: true });
  });

  test("is nothing of an expedition that nobody knows", async () => {
    await setClock(SUNDAY);
    await expect(readPictureFacts(database, account, 1)).rejects.toMatchObject({ httpStatus: 404 });
  });
});
