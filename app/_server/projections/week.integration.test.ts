import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";

import { weekQuery } from "@/app/_api/week";
import { TRANSACTION } from "@/indexer/apply";
import { insertRows } from "@/indexer/insertRows";
import { addToWeeks, recomputeWeeks } from "@/indexer/project/weeks";
import { createDatabase, type Database } from "../database";
import { createTestDatabase, type TestDatabase } from "../testDatabase";
import { CURSOR_ID } from "./cursor";
import { readWeek } from "./week";

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
  await database.$executeRaw`TRUNCATE "ScoredExpedition", "WeekScore", "Cursor"`;
});

const accountOf = (name: string) => `0x${name.padStart(40, "0")}` as const;

/** A player's expedition, in the block that scored it. */
type Scored = { block: number; name: string; points: number; week?: string };

/** Does with them what a batch of the indexer does. */
async function score(...expeditions: Scored[]): Promise<void> {
  const rows = expeditions.map(({ block, name, points, week = "2026-W48" }, logIndex) => ({
    ...{ blockNumber: BigInt(block), logIndex, transactionHash: "0x01", account: accountOf(name), week, points },
    ...{ expedition: block, regions: points / 10, relics: 0, quests: 0, banked: 0, seconds: BigInt(block) },
  }));
  const from = BigInt(Math.min(...expeditions.map(({ block }) => block)));
  await database.$transaction(async (transaction) => {
    await insertRows(transaction, "ScoredExpedition", rows);
    await addToWeeks(transaction, from, [...new Set(rows.map(({ account }) => account))]);
  }, TRANSACTION);
}

const read = (query: object = {}) => readWeek(database, weekQuery.parse({ week: "2026-W48", ...query }));
const dump = () => database.weekScore.findMany({ orderBy: [{ week: "asc" }, { account: "asc" }] });
const places = ({ players }: Awaited<ReturnType<typeof read>>) =>
  players.map(({ rank, account, points }) => `${rank} ${account.slice(-1)} ${points}`);

const expeditions: Scored[] = [
  { block: 1, name: "a", points: 50 },
  { block: 2, name: "b", points: 80 },
  { block: 3, name: "a", points: 120 },
  { block: 4, name: "a", points: 90 },
  { block: 5, name: "c", points: 80 },
  { block: 6, name: "b", points: 80 },
  { block: 7, name: "b", points: 300, week: "2026-W49" },
];

describe("a week's leaderboard", () => {
  test("has one row per player: the best expedition, and the first among equal ones; equal players are in the order of time", async () => {
    await score(...expeditions);
    expect(places(await read())).toEqual(["1 a 120", "2 b 80", "3 c 80"]);
    expect((await read()).players[1]).toMatchObject({ expedition: 2, seconds: 2n, regions: 8 });
    expect(places(await read({ week: "2026-W49" }))).toEqual(["1 b 300"]);
    expect(places(await read({ week: "2026-W47" }))).toEqual([]);
  });

  test("is the same however the chain was split into batches, and when a batch is repeated", async () => {
    await score(...expeditions);
    const whole = await dump();
    const names = [...new Set(expeditions.map(({ name }) => accountOf(name)))];
    await database.$transaction((transaction) => addToWeeks(transaction, 3n, names));
    await database.$transaction((transaction) => addToWeeks(transaction, 0n, names));
    expect(await dump()).toEqual(whole);
    await database.$executeRaw`TRUNCATE "ScoredExpedition", "WeekScore"`;
    for (const one of expeditions) await score(one);
    // Only the event's index within its block differs.
    const withoutPlace = (rows: typeof whole) => rows.map(({ logIndex: _, ...row }) => row);
    expect(withoutPlace(await dump())).toEqual(withoutPlace(whole));
  });

  test("falls back to the second best when the best one's block is no longer in the chain", async () => {
    await score(...expeditions.slice(0, 2));
    const before = await dump();
    await score(...expeditions.slice(2));
    await database.scoredExpedition.deleteMany({ where: { blockNumber: { gt: 2 } } });
    const gone = ["a", "b", "c"].map(accountOf);
    await database.$transaction((transaction) => recomputeWeeks(transaction, gone));
    expect(await dump()).toEqual(before);
  });

  test("is read page by page, each row once, with continuing ranks", async () => {
    const many = Array.from({ length: 23 }, (_, i) => ({
      ...{ block: Math.floor(i / 3) + 1, name: (i + 1).toString(16), points: 10 * (i % 4) },
    }));
    await score(...many);
    const seen: string[] = [];
    let after: string | undefined;
    let pages = 0;
    do {
      const page = await read({ limit: 5, ...(after && { after }) });
      seen.push(...page.players.map(({ rank, account }) => `${rank} ${account}`));
      after = page.next;
      pages += 1;
    } while (after);
    expect(pages).toBe(5);
    expect(seen).toEqual((await read({ limit: 100 })).players.map(({ rank, account }) => `${rank} ${account}`));
    expect(seen.map((each) => Number(each.split(" ")[0]))).toEqual(many.map((_, i) => i + 1));
  });

  test("returns an account's own rank, even if it is on another page, and nothing when it has none", async () => {
    await score(...expeditions);
    expect(await read({ limit: 1, account: accountOf("c") })).toMatchObject({ own: { rank: 3, points: 80 } });
    expect((await read({ account: accountOf("f") })).own).toBeUndefined();
    expect((await read()).own).toBeUndefined();
  });

  test.each([
    ["2026-11-29T23:59:59Z", "2026-W48"],
    ["2026-11-30T00:00:00Z", "2026-W49"],
  ])("is by default that of the chain's clock: %s is in %s", async (moment, week) => {
    await score(...expeditions);
    const blockSeconds = BigInt(Date.parse(moment) / 1000);
    await database.cursor.create({
      data: {
        ...{
          id: CURSOR_ID,
          chainId: 1,
          worldId: "w",
          startBlock: 0n,
          blockNumber: 9n,
          blockHash: "0x",
          headNumber: 9n,
        },
        ...{ blockSeconds, updatedAt: new Date() },
      },
    });
    const seen = await readWeek(database, weekQuery.parse({}));
    expect(seen).toMatchObject({ week, stale: false, endSeconds: seen.beginSeconds + 604_800n });
    expect(blockSeconds >= seen.beginSeconds && blockSeconds < seen.endSeconds).toBe(true);
    expect(places(seen)[0]).toBe(week === "2026-W48" ? "1 a 120" : "1 b 300");
  });

  test.each([{ week: "2025-W53" }, { week: "next" }, { after: "1-2" }, { limit: "101" }, { account: "0x12" }])(
    "refuses %o",
    (query) => {
      expect(weekQuery.safeParse(query).error?.issues[0]?.message).toContain("allowed");
    },
  );
});
