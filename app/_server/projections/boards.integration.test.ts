import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";

import { dayQuery, leagueQuery, pageQuery, weekBoardQuery } from "@/app/_api/boards";
import { runQuery } from "@/app/_api/run";
import { packPlan } from "@/game/rules/plan";
import type { Length } from "@/game/rules/types";
import { TRANSACTION } from "@/indexer/apply";
import type { RunEventRow } from "@/indexer/project/runEvents";
import { addToRuns, rollBackRuns } from "@/indexer/project/runs";
import { createDatabase, type Database } from "../database";
import { createTestDatabase, type TestDatabase } from "../testDatabase";
import { readDay, readLeague, readRoom, readWeekBoard } from "./boards";
import { readRun } from "./run";

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

const accountOf = (name: string) => `0x${name.padStart(40, "0")}` as const;

/** 23 November 2026, a Monday: week 48. */
const MONDAY = 20_780;

/** An expedition in two blocks: this one, and the next, which gives it its points. */
type Played = { block: number; name: string; points: number; length?: Length; day?: number; room?: number };

const toEvents = ({ block, name, points, length = 1, day = MONDAY, room }: Played): RunEventRow[] => {
  const mode = room === undefined ? 0 : 2;
  const plan = packPlan({ mode, length, calling: 1, tool: 0, purse: 0, start: 0, of: room ?? 0 });
  const seconds = day * 86_400 + block;
  const row = {
    ...{ account: accountOf(name), number: block, seconds: BigInt(seconds) },
    ...{ transactionHash: "0x01", userOpHash: null },
  };
  return [
    { ...row, blockNumber: BigInt(block), logIndex: 0, kind: "Embarked", values: [Number(plan), 7, seconds + 300] },
    { ...row, blockNumber: BigInt(block + 1), logIndex: 1, kind: "Banked", values: [0, points, points] },
  ];
};

/** Does with them what a batch of the indexer does. */
const add = (events: RunEventRow[]) =>
  database.$transaction((transaction) => addToRuns(transaction, events), TRANSACTION);
const play = (...played: Played[]) => add(played.flatMap(toEvents));
const rollBack = (parting: bigint) =>
  database.$transaction((transaction) => rollBackRuns(transaction, parting), TRANSACTION);

const dump = async () => [
  await database.run.findMany({ orderBy: [{ account: "asc" }, { number: "asc" }] }),
  await database.standing.findMany({ orderBy: [{ board: "asc" }, { account: "asc" }] }),
];
const day = (query: object = {}) => readDay(database, dayQuery.parse({ day: MONDAY, ...query }));
const week = (query: object = {}) => readWeekBoard(database, weekBoardQuery.parse({ week: "2026-W48", ...query }));
const league = (query: object = {}) => readLeague(database, leagueQuery.parse({ week: "2026-W48", ...query }));
const room = (number: number) => readRoom(database, number, pageQuery.parse({}));
const places = async (board: ReturnType<typeof day>) =>
  (await board).players.map(({ rank, account, points }) => `${rank} ${account.slice(-1)} ${points}`);

const played: Played[] = [
  { block: 10, name: "a", points: 750 },
  { block: 20, name: "b", points: 900 },
  { block: 30, name: "c", points: 900 },
  { block: 40, name: "d", points: 4_000, length: 2 },
  { block: 50, name: "a", points: 1_200, day: MONDAY + 1 },
  { block: 60, name: "b", points: 900, day: MONDAY + 6 },
  { block: 70, name: "c", points: 3_000, day: MONDAY + 7 },
  { block: 80, name: "a", points: 300, room: 7 },
  { block: 90, name: "a", points: 400, room: 7 },
  { block: 100, name: "b", points: 350, room: 7 },
];

describe("boards of expeditions", () => {
  test("have one row per account, the best first, and among equal ones whoever was first", async () => {
    await play(...played);
    expect(await places(day())).toEqual(["1 b 900", "2 c 900", "3 a 750"]);
    expect(await places(day({ length: 2 }))).toEqual(["1 d 4000"]);
    expect(await places(week())).toEqual(["1 a 1200", "2 b 900", "3 c 900"]);
    expect((await week()).players[1], "an equal one later changes nothing").toMatchObject({ number: 20, result: 60 });
    expect(await places(week({ week: "2026-W49" }))).toEqual(["1 c 3000"]);
    expect(await places(room(7))).toEqual(["1 a 400", "2 b 350"]);
    expect(await places(room(8))).toEqual([]);
  });

  test("make a league of the best five results of a week, of any length", async () => {
    const results = [10, 20, 30, 40, 50, 60, 150].map(
      (result, index): Played => ({ block: 10 * index, name: "a", points: 15 * result, day: MONDAY + index }),
    );
    await play(...results, { block: 200, name: "b", points: 2_500, length: 2 });
    expect(await places(league())).toEqual(["1 a 330", "2 b 50"]);
    expect((await league()).players[0]).toEqual({ rank: 1, account: accountOf("a"), number: 60, points: 330 });
    expect(await places(league({ week: "2026-W49" }))).toEqual([]);
  });

  test("are the same however the chain was split into batches", async () => {
    await play(...played);
    const whole = await dump();
    await database.$executeRaw`TRUNCATE "Run", "RunEvent", "Standing"`;
    for (const event of played.flatMap(toEvents)) await add([event]);
    expect(await dump()).toEqual(whole);
  });

  test("forget what the chain no longer has: a whole expedition, and the second half of one", async () => {
    await play(...played.slice(0, 4));
    const before = await dump();
    await play(...played.slice(4));
    await rollBack(41n);
    expect(await dump()).toEqual(before);
    await rollBack(30n);
    expect(await places(day())).toEqual(["1 b 900", "2 a 750", "3 c 0"]);
    expect(await places(day({ length: 2 }))).toEqual([]);
    await add(played.slice(2, 4).flatMap(toEvents).slice(1));
    expect(await dump()).toEqual(before);
  });

  test("are read page by page, each row once, with continuing ranks and the own one on any page", async () => {
    const many = Array.from({ length: 23 }, (_, i) => ({ block: i * 2, name: `${i + 10}`, points: 10 * (i % 4) }));
    await play(...many);
    const seen: string[] = [];
    let after: string | undefined;
    let pages = 0;
    do {
      const page = await day({ limit: 5, account: accountOf("10"), ...(after && { after }) });
      expect(page.own).toMatchObject({ rank: 18, points: 0 });
      seen.push(...page.players.map(({ rank, account }) => `${rank} ${account}`));
      after = page.next;
      pages += 1;
    } while (after);
    expect(pages).toBe(5);
    expect(seen).toEqual((await day({ limit: 100 })).players.map(({ rank, account }) => `${rank} ${account}`));
    expect(seen.map((each) => Number(each.split(" ")[0]))).toEqual(many.map((_, i) => i + 1));
  });

  test("of some accounts count places among them", async () => {
    await play(...played);
    const some = ["a", "c", "f"].map(accountOf).join();
    expect(await places(day({ accounts: some }))).toEqual(["1 c 900", "2 a 750"]);
    expect((await day({ accounts: some, account: accountOf("a") })).own).toMatchObject({ rank: 2 });
    expect((await day({ account: accountOf("f") })).own).toBeUndefined();
    expect(
      await places(day({ accounts: some, limit: 1, after: (await day({ accounts: some, limit: 1 })).next })),
    ).toEqual(["2 a 750"]);
  });

  test.each([
    ["no length", { length: "0" }],
    ["an unknown length", { length: "4" }],
    ["a day after all days", { day: "100000" }],
    ["half a place", { after: "1-2" }],
    ["half an address", { accounts: "0x12" }],
    ["more addresses than fit", { accounts: Array(51).fill(accountOf("a")).join() }],
  ])("refuse %s", (_, query) => {
    expect(dayQuery.safeParse(query).error?.issues[0]?.message).toContain("allowed");
  });
});

describe("an expedition", () => {
  const read = (number: number, query: object = {}) => readRun(database, accountOf("a"), number, runQuery.parse(query));

  test("is read with its events in order, page by page", async () => {
    await play(...played);
    const whole = await read(10);
    expect(whole).toMatchObject({
      number: 10,
      seed: 7,
      startedAt: BigInt(MONDAY * 86_400 + 10),
      points: 750,
      result: 50,
      state: "over",
    });
    expect(whole.events).toEqual([
      [0, "Embarked", [whole.plan, 7, MONDAY * 86_400 + 310]],
      [0, "Banked", [0, 750, 750]],
    ]);
    expect(whole).not.toHaveProperty("home");
    expect(whole.next).toBeUndefined();
    const first = await read(10, { limit: 1 });
    const second = await read(10, { limit: 1, after: first.next });
    expect([...first.events, ...second.events]).toEqual(whole.events);
    expect(second.next).toBeUndefined();
  });

  test("that nobody played is refused in words", async () => {
    await expect(read(11)).rejects.toMatchObject({
      httpStatus: 404,
      message: expect.stringContaining(`No expedition 11 of ${accountOf("a")}`),
    });
  });
});
