import pg from "pg";
import { zeroAddress } from "viem";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";

import { weekBoardQuery } from "@/app/_api/boards";
import { activityQuery } from "@/app/_api/projections";
import { runQuery } from "@/app/_api/run";
import { TRANSACTION } from "@/indexer/apply";
import { insertRows } from "@/indexer/insertRows";
import { addToRuns, rollBackRuns } from "@/indexer/project/runs";
import { addToSessions, recomputeSessions } from "@/indexer/project/sessionSums";
import { createDatabase, type Database } from "../database";
import { createLedger } from "../sponsor/ledger";
import { createTestDatabase, type TestDatabase } from "../testDatabase";
import { readActivity } from "./activity";
import { readWeekBoard } from "./boards";
import { readCursor } from "./cursor";
import { readPlayer } from "./player";
import { readRun } from "./run";

let own: TestDatabase;
let database: Database;
let client: pg.Client;

/** Enough rows that reading a whole table is never the cheapest way to a few of them. */
const MANY = 40_000;
const ACCOUNTS = 4_000;

/** Account, session and hash number `i`, as SQL. */
const account = (i: string) => `'0x' || lpad(to_hex((${i}) % ${ACCOUNTS}), 40, '0')`;
const hash = (i: string) => `'0x' || lpad(to_hex(${i}), 64, '0')`;
const zero = `'0x' || repeat('0', 40)`;

beforeAll(async () => {
  own = await createTestDatabase();
  database = createDatabase(own.url);
  client = new pg.Client({ connectionString: own.url });
  await client.connect();
  // VACUUM ignores a commit that is not on disk yet, and the local server does not wait for the disk.
  await client.query("SET synchronous_commit TO on");
  const many = `FROM generate_series(1, ${MANY}) i`;
  for (const statement of [
    `INSERT INTO "Session" ("account", "session", "paymaster", "nonceKey", "validUntil", "enabledBlock", "enabledLogIndex", "enabledSeconds")
     SELECT ${account("i")}, ${hash("i")}, ${zero}, i % 3, i, i / 4, i % 4, i ${many}`,
    `INSERT INTO "Operation" ("userOpHash", "account", "nonce", "session", "paymaster", "success", "actualGasUsed", "actualGasCost", "transactionHash", "blockNumber", "logIndex", "seconds")
     SELECT ${hash("i")}, ${account("i")}, (i % 3) * 18446744073709551616 + i, ${hash("i")}, ${zero}, true, 1, 1, ${hash("i")}, i / 4, i % 4 + 4, i ${many}`,
    // Of few accounts that have played for long.
    `INSERT INTO "Run" SELECT ${account("123 + i % 20")}, i / 20, 1, 1 + i % 3, i % 350, '2026-W' || 10 + i % 50, i % 500, 7, i, i % 500, i % 150, i / 4, i % 4, null, 1, 0, 0, 0, 0 ${many}`,
    `INSERT INTO "RunEvent" ("account", "number", "blockNumber", "logIndex", "transactionHash", "userOpHash", "kind", "values", "seconds")
     SELECT ${account("i")}, i / ${ACCOUNTS}, i / 4, i % 4, ${hash("i")}, ${hash("i")}, 'Moved', '[5, 7]', i ${many}`,
    `INSERT INTO "Standing" SELECT 'week/2026-W' || 40 + (i - 1) / ${ACCOUNTS} || '/1', ${account("i")}, 1, i % 500, 1, i / 4, i % 4 ${many}`,
    `INSERT INTO "Block" SELECT i, ${hash("i")}, i ${many}`,
    `INSERT INTO "sponsor_voucher" ("chain_id", "paymaster", "account", "kind", "key", "generation", "digest", "nonce", "max_cost", "valid_until", "paymaster_data")
     SELECT 1, ${zero}, ${account("i")}, 'operation', ${hash("i")}, 1, ${hash("i")}, i, 1, 1, '0x' ${many}`,
    // Tomorrow's, so that midnight changes nothing.
    `INSERT INTO "sponsor_budget" ("chain_id", "scope", "subject", "day", "promised")
     SELECT 1, 'network', ${hash("i")}, (now() AT TIME ZONE 'utc')::date + 1, 1 ${many}`,
    // Autovacuum's job: without it an index alone does not know which rows still count.
    "VACUUM ANALYZE",
  ]) {
    await client.query(statement);
  }
});

afterAll(async () => {
  await client.end();
  await database.$disconnect();
  await own.drop();
});

type Query = { text: string; values: unknown[] };

/** The exact statements that some code sends, with their values. */
async function listen(act: () => Promise<unknown>): Promise<Query[]> {
  const heard: Query[] = [];
  const query = vi.spyOn(pg.Client.prototype, "query");
  query.mockClear();
  await act();
  for (const [first, second] of query.mock.calls as unknown as [string | Query, unknown[]?][]) {
    const { text, values } = typeof first === "string" ? { text: first, values: second ?? [] } : first;
    if (/^\s*(SELECT|UPDATE|DELETE|INSERT)/i.test(text)) heard.push({ text, values: values ?? [] });
  }
  query.mockRestore();
  return heard;
}

type Plan = { "Node Type": string; "Relation Name"?: string; "Index Name"?: string; Plans?: Plan[] };

/** How PostgreSQL would run a statement. */
async function explain({ text, values }: Query): Promise<Plan[]> {
  const { rows } = await client.query<{ "QUERY PLAN": [{ Plan: Plan }] }>(`EXPLAIN (FORMAT JSON) ${text}`, values);
  const all = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(all)];
  return rows.flatMap((row) => row["QUERY PLAN"].flatMap(({ Plan }) => all(Plan)));
}

/** The tables that the statements read completely, and the indexes that they use. */
async function judge(act: () => Promise<unknown>) {
  const queries = await listen(act);
  const plans: Plan[] = [];
  for (const query of queries) plans.push(...(await explain(query)));
  return {
    queries: queries.length,
    readWhole: plans.flatMap((plan) => (plan["Node Type"] === "Seq Scan" ? [plan["Relation Name"]] : [])),
    indexes: [...new Set(plans.flatMap((plan) => plan["Index Name"] ?? []))].sort(),
  };
}

const someone = `0x${"7b".padStart(40, "0")}` as const;
const promise = {
  ...{ chainId: 1, paymaster: zeroAddress, account: someone, kind: "operation" as const, generation: 1, nonce: 7n },
  ...{ key: "0x0c" as const, digest: "0x0c" as const, paymasterData: "0x" as const, maxCost: 9n, validUntil: 1 },
};
const board = (query: object) => readWeekBoard(database, weekBoardQuery.parse({ week: "2026-W48", ...query }));
const walked = {
  ...{ account: someone, number: 1, blockNumber: BigInt(MANY), logIndex: 0, seconds: 1n },
  ...{ transactionHash: "0x01", userOpHash: null, kind: "Moved", values: [4, 2080] },
};
const runOf = (account: string) => ({
  ...{ account, number: 1, plan: 1n, length: 1, day: null, week: null, room: null, seed: 1n, endsAt: 1n, points: 0 },
  ...{ result: 0, scoredBlock: 1n, scoredLogIndex: 0, home: null, steps: 0, falls: 0, relics: 0 },
});
const page = (query: object) => readActivity(database, activityQuery.parse(query));
const inTransaction = (act: (transaction: Parameters<typeof addToRuns>[0]) => Promise<void>) => () =>
  database.$transaction(act, TRANSACTION);

describe(`on tables of ${MANY} rows`, () => {
  test.each<[string, () => Promise<unknown>, string[]]>([
    [
      "a player's page",
      () => readPlayer(database, someone),
      ["Run_pkey", "Session_account_enabledBlock_enabledLogIndex_idx"],
    ],
    ["the newest activities", () => page({ limit: 30 }), ["RunEvent_blockNumber_logIndex_idx"]],
    ["a later page of them", () => page({ limit: 30, before: "5000-2" }), ["RunEvent_blockNumber_logIndex_idx"]],
    [
      "those of one account",
      () => page({ limit: 30, account: someone, before: "5000-2" }),
      ["RunEvent_account_blockNumber_logIndex_idx"],
    ],
    ["a board", () => board({ account: someone }), ["Standing_board_points_blockNumber_logIndex_idx", "Standing_pkey"]],
    ["a later page of it", () => board({ after: "250-5000-1" }), ["Standing_board_points_blockNumber_logIndex_idx"]],
    ["some accounts of it", () => board({ accounts: [someone, zeroAddress].join() }), ["Standing_pkey"]],
    ["an expedition", () => readRun(database, someone, 1, runQuery.parse({})), ["RunEvent_pkey", "Run_pkey"]],
    [
      "a promise of the sponsor",
      () => createLedger(() => database).promise(promise, [], { perSession: 1n }),
      ["sponsor_budget_chain_id_day_idx", "sponsor_voucher_pkey"],
    ],
    [
      "the sums of a batch's sessions",
      inTransaction((transaction) => addToSessions(transaction, BigInt(MANY / 4 + 1), [someone])),
      ["RunEvent_userOpHash_idx"],
    ],
    [
      "the sums of an account's sessions after a rollback",
      inTransaction((transaction) => recomputeSessions(transaction, [someone])),
      ["RunEvent_userOpHash_idx"],
    ],
    [
      "the expeditions and boards of a batch",
      inTransaction((transaction) => addToRuns(transaction, [walked])),
      ["Run_account_room_idx", "Run_account_week_idx", "Run_pkey"],
    ],
    [
      "a rollback of expeditions",
      inTransaction((transaction) => rollBackRuns(transaction, BigInt(MANY / 4 - 1))),
      ["RunEvent_blockNumber_logIndex_idx", "RunEvent_pkey", "Run_pkey", "Standing_account_idx"],
    ],
    [
      "a rollback",
      inTransaction(async (transaction) => {
        const gone = { gt: BigInt(MANY / 4 - 5) };
        await transaction.operation.deleteMany({ where: { blockNumber: gone } });
        await transaction.session.updateMany({ where: { endedBlock: gone }, data: { endedBlock: null } });
        await transaction.session.deleteMany({ where: { enabledBlock: gone } });
      }),
      ["Operation_blockNumber_idx", "Session_enabledBlock_idx", "Session_endedBlock_idx"],
    ],
  ])("%s reads no whole table", async (_, act, wanted) => {
    const seen = await judge(act);
    expect(seen.queries).toBeGreaterThan(0);
    // The cursor is one row.
    expect(seen.readWhole.filter((table) => table !== "Cursor")).toEqual([]);
    expect(seen.indexes).toEqual(expect.arrayContaining(wanted));
    expect(seen.indexes.filter((name) => name !== "Cursor_pkey")).not.toEqual([]);
  });

  test("a query without an index would be found", async () => {
    const seen = await judge(() => database.runEvent.findMany({ where: { kind: "Crafted" } }));
    expect(seen.readWhole).toEqual(["RunEvent"]);
  });

  test("large numbers keep all their digits, and a batch may have more rows than a statement has placeholders", async () => {
    const most = (1n << 127n) - 1n;
    const row = { blockNumber: BigInt(MANY), transactionHash: "0x", account: "0x01", userOpHash: null, number: 1 };
    const rows = Array.from({ length: 12_000 }, (_, logIndex) => ({
      ...{ ...row, logIndex, kind: "Moved", values: [5, 7], seconds: 0n },
    }));
    await database.$transaction((transaction) => insertRows(transaction, "RunEvent", rows), TRANSACTION);
    expect(await database.runEvent.count({ where: { account: "0x01" } })).toBe(12_000);
    const run = { ...runOf("0x01"), sand: most.toString(), regions: ((1n << 64n) - 1n).toString() };
    await database.$transaction((transaction) => insertRows(transaction, "Run", [run]), TRANSACTION);
    const { sand, regions } = await database.run.findFirstOrThrow({ where: { account: "0x01" } });
    expect([sand, regions].map((each) => each.toFixed(0))).toEqual([run.sand, run.regions]);
    expect(await readCursor(database)).toBeUndefined();
  });
});
