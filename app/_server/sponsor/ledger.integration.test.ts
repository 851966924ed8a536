import pg from "pg";
import { numberToHex } from "viem";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";

import { migrate, readMigrations } from "@/scripts/stack/database/migrate";
import { createDatabase, type Database } from "../database";
import { createTestDatabase, type TestDatabase } from "../testDatabase";
import { dropTestDatabase, nameTestDatabase } from "../testServerUrl";
import type { DayLimits } from "./budget";
import { exampleDeployment, exampleNow } from "./example";
import { type LedgerEntry, type OperationEntry, recordOperationVoucher, recordVoucher } from "./ledger";

// A database may have to be started for these tests, on whatever machine.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 60_000 });

/** Two servers are two pools. */
let own: TestDatabase;
let servers: readonly [Database, Database];

beforeAll(async () => {
  own = await createTestDatabase();
  servers = [createDatabase(own.url), createDatabase(own.url)];
});
afterAll(async () => {
  await Promise.all(servers.map((server) => server.$disconnect()));
  await own.drop();
});

const entry = (account: number, session: number, maxWei = 10n): LedgerEntry => ({
  chainId: 31337,
  paymaster: exampleDeployment.sessionPaymaster,
  range: "unknown",
  grantHash: numberToHex(session, { size: 32 }),
  paymasterData: numberToHex(session),
  voucher: {
    account: numberToHex(account, { size: 20 }),
    session: numberToHex(session, { size: 32 }),
    validAfter: exampleNow,
    validUntil: exampleNow + 3600,
    maxWei,
    maxOperationWei: maxWei,
    generation: 1,
  },
});
/** A voucher of its own for each `hash`; those with the same nonce exclude each other. */
const operation = (account: number, hash: number, changes: Partial<OperationEntry> = {}): OperationEntry => ({
  ...{ chainId: 31337, paymaster: exampleDeployment.sessionPaymaster, range: "unknown", maxWei: 10n },
  ...{ account: numberToHex(account, { size: 20 }), nonce: BigInt(hash), paymasterData: numberToHex(hash) },
  voucherHash: numberToHex(hash, { size: 32 }),
  window: { validAfter: exampleNow, validUntil: exampleNow + 600 },
  ...changes,
});
const most = 1n << 97n;
const wide: DayLimits = { accountDayWei: most, operationsDayWei: most, rangeDayWei: most, dayWei: most };
const promised = async (account: number) =>
  (await servers[0].voucher.findMany({ where: { account: numberToHex(account, { size: 20 }) } })).length;

describe("the sponsor's ledger", () => {
  test("keeps all digits of the widest numbers", async () => {
    const widest = entry(1, 1, (1n << 64n) - 1n);
    await recordVoucher(servers[0], widest, wide);
    const row = await servers[0].voucher.findFirstOrThrow({ where: { account: widest.voucher.account } });
    expect(BigInt(row.maxOperationWei.toFixed(0))).toBe(widest.voucher.maxOperationWei);
    expect(BigInt(row.maxWei.toFixed(0))).toBe(widest.voucher.maxWei);
    await servers[0].budget.deleteMany();
  });

  test("gives the same voucher for the same grant and takes from the budgets once, also when asked at once", async () => {
    const limits = { ...wide, accountDayWei: 10n };
    const asked = Array.from({ length: 10 }, (_, index) =>
      recordVoucher(servers[index % 2 ? 1 : 0], entry(2, 2), limits),
    );
    expect(new Set(await Promise.all(asked))).toEqual(new Set([numberToHex(2)]));
    expect(await promised(2)).toBe(1);
  });

  test("refuses another grant for the same session", async () => {
    await recordVoucher(servers[0], entry(3, 3), wide);
    const swapped = { ...entry(3, 3), grantHash: numberToHex(99, { size: 32 }) };
    await expect(recordVoucher(servers[1], swapped, wide)).rejects.toThrow("allowed: a new session key");
  });

  test("gives another voucher for the same session when another signer signs, and counts both", async () => {
    const first = entry(12, 12);
    const second = { ...first, paymasterData: numberToHex(13), voucher: { ...first.voucher, generation: 2 } };
    const limits = { ...wide, accountDayWei: 20n };
    expect(await recordVoucher(servers[0], first, limits)).toBe(first.paymasterData);
    const asked = [0, 1, 0, 1].map((server) => recordVoucher(servers[server as 0 | 1], second, limits));
    expect(new Set(await Promise.all(asked))).toEqual(new Set([second.paymasterData]));
    expect(await recordVoucher(servers[1], first, limits)).toBe(first.paymasterData);
    expect(await promised(12)).toBe(2);
    await expect(recordVoucher(servers[0], entry(12, 13), limits)).rejects.toMatchObject({ code: -32504 });
  });

  test("never promises more to an account than its day allows, with two servers deciding at once", async () => {
    const limits = { ...wide, accountDayWei: 70n };
    const outcomes = await Promise.allSettled(
      Array.from({ length: 20 }, (_, index) =>
        recordVoucher(servers[index % 2 ? 1 : 0], entry(4, 400 + index), limits),
      ),
    );
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(7);
    expect(await promised(4)).toBe(7);
    const refused = outcomes.find((outcome) => outcome.status === "rejected");
    expect(refused?.reason).toMatchObject({ code: -32504, data: { part: "sponsor", retryAt: expect.any(Number) } });
  });

  test("never promises more to everybody than the day allows, and a refused voucher leaves nothing behind", async () => {
    await servers[0].budget.deleteMany();
    const limits = { ...wide, dayWei: 55n };
    const outcomes = await Promise.allSettled(
      Array.from({ length: 20 }, (_, index) =>
        recordVoucher(servers[index % 2 ? 1 : 0], entry(500 + index, 5), limits),
      ),
    );
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(5);
    expect(await servers[0].voucher.count({ where: { session: numberToHex(5, { size: 32 }) } })).toBe(5);
    const accounts = await servers[0].budget.count({ where: { scope: "account" } });
    expect(accounts).toBe(5);
  });

  test("never promises more to a range of addresses than its day allows, with two servers deciding at once", async () => {
    const limits = { ...wide, rangeDayWei: 35n };
    const near = (account: number, range: string) => ({ ...entry(account, 8), range });
    const outcomes = await Promise.allSettled(
      Array.from({ length: 20 }, (_, index) =>
        recordVoucher(servers[index % 2 ? 1 : 0], near(800 + index, "203.0.113.0/24"), limits),
      ),
    );
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(3);
    const refused = outcomes.find((outcome) => outcome.status === "rejected");
    expect(refused?.reason).toMatchObject({
      code: -32504,
      message: expect.stringContaining("budget of your network for today"),
      data: { retryAt: expect.any(Number) },
    });
    // The neighbours have a day of their own.
    await recordVoucher(servers[0], near(830, "203.0.114.0/24"), limits);
  });

  test("keeps what single operations may take apart from what sessions of the account need", async () => {
    const limits = { ...wide, accountDayWei: 50n, operationsDayWei: 25n };
    const ask = (nonce: number) => recordOperationVoucher(servers[nonce % 2 ? 1 : 0], operation(9, nonce), limits);
    const outcomes = await Promise.allSettled(Array.from({ length: 20 }, (_, index) => ask(900 + index)));
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(2);
    const refused = outcomes.find((outcome) => outcome.status === "rejected");
    expect(refused?.reason).toMatchObject({ code: -32504, message: expect.stringContaining("own operations") });
    // What was given stands, and costs nothing more.
    const given = outcomes.findIndex(({ status }) => status === "fulfilled") + 900;
    expect(await ask(given)).toBe(numberToHex(given));
    for (const session of [91, 92, 93]) await recordVoucher(servers[0], entry(9, session), limits);
    await expect(recordVoucher(servers[0], entry(9, 94), limits)).rejects.toThrow("budget of this account for today");
  });

  test("counts vouchers of one nonce once, at the dearest of them, with two servers deciding at once", async () => {
    const limits = { ...wide, operationsDayWei: 30n };
    const ask = (hash: number, maxWei: bigint, nonce = 1n) =>
      recordOperationVoucher(servers[hash % 2 ? 1 : 0], operation(10, hash, { nonce, maxWei }), limits);
    await Promise.all(Array.from({ length: 40 }, (_, index) => ask(1_000 + index, 10n + BigInt(index % 11))));
    const counted = async () => {
      const subject = numberToHex(10, { size: 20 });
      return (await servers[0].budget.findFirstOrThrow({ where: { scope: "operations", subject } })).promisedWei;
    };
    expect((await counted()).toFixed(0)).toBe("20");
    await expect(ask(1_100, 31n)).rejects.toMatchObject({ code: -32504 });
    await ask(1_101, 10n, 2n);
    await expect(ask(1_102, 1n, 3n)).rejects.toMatchObject({ code: -32504 });
    expect((await counted()).toFixed(0)).toBe("30");
  });

  test("gives what ends a promised session although every budget is used up, and not without end", async () => {
    const none = { accountDayWei: 0n, operationsDayWei: 0n, rangeDayWei: 0n, dayWei: 0n };
    const end = (hash: number) =>
      recordOperationVoucher(servers[hash % 2 ? 1 : 0], operation(11, hash, { endingMaxWei: 10n }), none);
    await expect(end(1_200)).rejects.toMatchObject({ code: -32504 });
    await recordVoucher(servers[0], entry(11, 11), wide);
    const outcomes = await Promise.allSettled(Array.from({ length: 20 }, (_, index) => end(1_201 + index)));
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(16);
    // What is no ending is refused as ever.
    await expect(recordOperationVoucher(servers[0], operation(11, 1_300), none)).rejects.toMatchObject({
      code: -32504,
    });
  });

  test("refuses a voucher that alone is above a budget", async () => {
    await expect(recordVoucher(servers[0], entry(6, 6, 11n), { ...wide, accountDayWei: 10n })).rejects.toThrow(
      "allowed: 10 wei a day",
    );
    expect(await promised(6)).toBe(0);
  });

  test("says that the database is down, and gives nothing", async () => {
    const gone = createDatabase("postgresql://nobody:nothing@127.0.0.1:1/none");
    await expect(recordVoucher(gone, entry(7, 7), wide)).rejects.toMatchObject({
      code: -32001,
      data: { part: "database" },
    });
    await gone.$disconnect();
  });
});

test("promises of the paymaster before this one stay in the ledger, and none of them is taken for one of now", async () => {
  const name = "20261129033805_second_generation";
  const migrations = readMigrations();
  const url = nameTestDatabase(own.url);
  await migrate(
    url.toString(),
    migrations.filter((each) => each.name < name),
  );
  const { voucher } = entry(1, 1);
  const row = { chainId: 31337, paymaster: exampleDeployment.sand, account: voucher.account, session: voucher.session };
  const client = new pg.Client({ connectionString: url.toString() });
  await client.connect();
  const columns = '"chainId", "paymaster", "account", "session", "grantHash", "nonceKey", "validAfter", "validUntil"';
  const rest = '"maxWei", "maxFeePerGas", "maxPriorityFeePerGas", "paymasterData", "id"';
  await client.query(
    `INSERT INTO "Voucher" (${columns}, ${rest}) VALUES ($1, $2, $3, $4, '0x0a', $5, 1, 2, 7, 20, 5, '0x0b', gen_random_uuid())`,
    [...Object.values(row), `${(1n << 192n) - 1n}`],
  );
  await client.end();
  expect(await migrate(url.toString())).toContain(name);
  const database = createDatabase(url.toString());
  const rows = await database.voucher.findMany();
  expect(rows).toMatchObject([{ ...row, generation: 0, paymasterData: "0x0b", validUntil: 2 }]);
  expect(rows[0]?.maxWei.toFixed(0)).toBe("7");
  // The same session of the same paymaster, had it been one of these: signers are counted from 1.
  const anew = { ...entry(1, 1), paymaster: row.paymaster };
  expect(await recordVoucher(database, anew, wide)).toBe(anew.paymasterData);
  await database.$disconnect();
  await dropTestDatabase(url);
});
