import type { LedgerEntry, SponsorLedger } from "@hourglass/session/sponsor";
import pg from "pg";
import { numberToHex } from "viem";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { migrate, readMigrations } from "@/scripts/stack/database/migrate";
import { ledgerSuite } from "@/session/test/ledgerSuite";
import { createDatabase, type Database } from "../database";
import { createTestDatabase, type TestDatabase } from "../testDatabase";
import { dropTestDatabase, nameTestDatabase } from "../testServerUrl";
import { createLedger } from "./ledger";

// A database may have to be started for these tests, possibly on a slow machine.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 60_000 });

/** Two pools stand for two servers. */
let own: TestDatabase;
let databases: readonly [Database, Database];
let servers: readonly [SponsorLedger, SponsorLedger];

beforeAll(async () => {
  own = await createTestDatabase();
  const [one, two] = [createDatabase(own.url), createDatabase(own.url)];
  databases = [one, two];
  servers = [createLedger(() => one), createLedger(() => two)];
});
afterAll(async () => {
  await Promise.all(databases.map((server) => server.$disconnect()));
  await own.drop();
});

ledgerSuite("in the app's database, two servers", () => servers);

test("a database that is down promises nothing", async () => {
  const gone = createDatabase("postgresql://nobody:nothing@127.0.0.1:1/none");
  const ledger = createLedger(() => gone);
  await expect(ledger.has({ chainId: 1, account: numberToHex(1, { size: 20 }) })).rejects.toThrow();
  await gone.$disconnect();
});

/** Creates a database before a migration, fills it with `fill`, and then applies all migrations. */
async function migrateOver(name: string, fill: (client: pg.Client) => Promise<void>): Promise<URL> {
  const url = nameTestDatabase(own.url);
  const before = readMigrations().filter((each) => each.name < name);
  await migrate(url.toString(), before);
  const client = new pg.Client({ connectionString: url.toString() });
  await client.connect();
  await fill(client).finally(() => client.end());
  expect(await migrate(url.toString())).toContain(name);
  return url;
}

const account = numberToHex(1, { size: 20 });
const paymaster = numberToHex(0xabc008, { size: 20 });
const sessionKey = numberToHex(1, { size: 32 });

test("promises of an earlier paymaster stay in the ledger, and none of them counts as a current one", async () => {
  const url = await migrateOver("20261129033805_second_generation", async (client) => {
    const columns = '"chainId", "paymaster", "account", "session", "grantHash", "nonceKey", "validAfter", "validUntil"';
    const rest = '"maxWei", "maxFeePerGas", "maxPriorityFeePerGas", "paymasterData", "id"';
    await client.query(
      `INSERT INTO "Voucher" (${columns}, ${rest}) VALUES ($1, $2, $3, $4, '0x0a', $5, 1, 2, 7, 20, 5, '0x0b', gen_random_uuid())`,
      [31337, paymaster, account, sessionKey, `${(1n << 192n) - 1n}`],
    );
  });
  const database = createDatabase(url.toString());
  const rows = await database.sponsorVoucher.findMany();
  expect(rows).toMatchObject([
    { paymaster, account, key: sessionKey, kind: "session", generation: 0n, paymasterData: "0x0b", validUntil: 2n },
  ]);
  expect(rows[0]?.maxCost.toFixed(0)).toBe("7");
  // Would be the same session of the same paymaster if it were one of the old entries: signers are counted from 1.
  const anew: LedgerEntry = {
    ...{ chainId: 31337, paymaster, kind: "session", account, key: sessionKey, generation: 1, digest: "0x0c" },
    ...{ paymasterData: "0x0d", maxCost: 1n, validUntil: 3 },
  };
  expect(await createLedger(() => database).promise(anew, [])).toEqual({ kind: "written", paymasterData: "0x0d" });
  await database.$disconnect();
  await dropTestDatabase(url);
});

test("the ledger of an existing world is migrated completely: promises stay, and used budgets stay used", async () => {
  const hash = (last: number) => numberToHex(last, { size: 32 });
  const url = await migrateOver("20261129073044_sponsor_ledger", async (client) => {
    await client.query(
      `INSERT INTO "Voucher" ("id", "chainId", "paymaster", "account", "session", "grantHash", "validAfter", "validUntil",
         "maxWei", "maxOperationWei", "generation", "paymasterData", "createdAt")
       VALUES (gen_random_uuid(), 31337, $1, $2, $3, '0x0a', 1, 2000000000, 7, 3, 2, '0x0b', '2026-01-02T03:04:05.678Z')`,
      [paymaster, account, sessionKey],
    );
    await client.query(
      `INSERT INTO "OperationVoucher" ("id", "chainId", "paymaster", "account", "voucherHash", "nonce", "validAfter",
         "validUntil", "maxWei", "paymasterData")
       VALUES (gen_random_uuid(), 31337, $1, $2, $3, 18446744073709551615, 1, 2, 5, '0x0c')`,
      [paymaster, account, hash(9)],
    );
    await client.query(
      `INSERT INTO "Budget" ("chainId", "scope", "subject", "day", "promisedWei") VALUES
         (31337, 'account', $1, (now() AT TIME ZONE 'utc')::date, 12), (31337, 'operations', $1, (now() AT TIME ZONE 'utc')::date, 5),
         (31337, 'operations', $2, '2026-01-02', 1), (31337, 'range', '203.0.113.0/24', '2026-01-02', 3),
         (31337, 'everybody', $3, (now() AT TIME ZONE 'utc')::date, ${(1n << 120n).toString()})`,
      [account, account.replace("0x", "e:"), paymaster],
    );
  });
  const database = createDatabase(url.toString());
  const ledger = createLedger(() => database);
  const entry: LedgerEntry = {
    ...{ chainId: 31337, paymaster, kind: "session", account, key: sessionKey, generation: 2, digest: "0x0a" },
    ...{ paymasterData: "0xff", maxCost: 7n, validUntil: 2_000_000_000 },
  };
  const [moved] = await database.sponsorVoucher.findMany({ where: { kind: "session" } });
  expect(moved?.createdAt.toISOString()).toBe("2026-01-02T03:04:05.678Z");
  const budgets = await database.sponsorBudget.findMany({ orderBy: { promised: "asc" } });
  expect(budgets.map(({ scope, subject, promised }) => [scope, subject, promised.toFixed(0)])).toEqual([
    ["endings", account, "1"],
    ["network", "203.0.113.0/24", "3"],
    ["ownerCalls", account, "5"],
    ["account", account, "12"],
    ["everybody", paymaster, (1n << 120n).toString()],
  ]);
  expect(await ledger.promise(entry, [])).toEqual({ kind: "standing", paymasterData: "0x0b" });
  expect(await database.sponsorBudget.count(), "a promise forgets past days").toBe(3);
  // The nonce has already used five of today, so two more are taken; the account's day had one left.
  const operation: LedgerEntry = { ...entry, kind: "operation", key: hash(8), digest: hash(8), nonce: 2n ** 64n - 1n };
  const takes = [{ scope: "account", subject: account, limit: 13n }] as const;
  expect(await ledger.promise(operation, takes)).toMatchObject({ kind: "exhausted", more: 2n });
  expect(await ledger.promise({ ...operation, maxCost: 6n }, takes)).toMatchObject({ kind: "written" });
  await database.$disconnect();
  await dropTestDatabase(url);
});
