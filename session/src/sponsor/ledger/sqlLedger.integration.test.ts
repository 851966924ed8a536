import pg from "pg";
import { numberToHex } from "viem";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/app/_server/testDatabase";
import { ledgerSuite } from "../../../test/ledgerSuite.ts";
import type { LedgerEntry, SponsorLedger } from "./ledger.ts";
import { ledgerSchema } from "./ledgerSchema.ts";
import { type SqlClient, sqlLedger } from "./sqlLedger.ts";

// These tests may have to start a database, on any machine.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 60_000 });

const SCHEMA = 'a "sponsor"';

let own: TestDatabase;
let pools: readonly [pg.Pool, pg.Pool];
let servers: readonly [SponsorLedger, SponsorLedger];

const account = numberToHex(1, { size: 20 });
const entryOn = (chainId: number): LedgerEntry => ({
  ...{ chainId, paymaster: account, kind: "session", account, key: "0x0c", generation: 1, digest: "0x0c" },
  ...{ paymasterData: "0x", maxCost: 1n, validUntil: 1 },
});

/** As a product would write it, with pg. */
const clientOf = (pool: pg.Pool): SqlClient => ({
  transaction: async (run) => {
    const client = await pool.connect();
    try {
      await client.query("BEGIN");
      const result = await run((text, values) => client.query(text, [...values]));
      await client.query("COMMIT");
      return result;
    } catch (error) {
      await client.query("ROLLBACK");
      throw error;
    } finally {
      client.release();
    }
  },
});

beforeAll(async () => {
  own = await createTestDatabase();
  pools = [new pg.Pool({ connectionString: own.url }), new pg.Pool({ connectionString: own.url })];
  // Beside the app's own tables, in a schema whose name must be quoted.
  await pools[0].query(`CREATE SCHEMA "a ""sponsor"""; SET search_path TO "a ""sponsor"""; ${ledgerSchema}`);
  const open = (pool: pg.Pool) => sqlLedger(clientOf(pool), { schema: SCHEMA });
  servers = [open(pools[0]), open(pools[1])];
});
afterAll(async () => {
  await Promise.all(pools.map((pool) => pool.end()));
  await own.drop();
});

ledgerSuite("in PostgreSQL by pg, two servers", () => servers);

test("who was promised what on a past day is forgotten with the first promise of a server's day", async () => {
  const budgets = () => pools[0].query<{ subject: string }>(`SELECT "subject" FROM "a ""sponsor""".sponsor_budget`);
  await pools[0].query(`INSERT INTO "a ""sponsor""".sponsor_budget ("chain_id", "scope", "subject", "day", "promised")
    VALUES (77, 'network', 'past day', CURRENT_DATE - 2, 1), (78, 'network', 'other chain', CURRENT_DATE - 2, 1)`);
  const restarted = sqlLedger(clientOf(pools[0]), { schema: SCHEMA });
  await restarted.promise(entryOn(77), [{ scope: "account", subject: "me", limit: 1n }]);
  const { rows } = await budgets();
  const subjects = rows.map(({ subject }) => subject);
  expect(subjects).not.toContain("past day");
  expect(subjects).toEqual(expect.arrayContaining(["me", "other chain"]));
});

/** The catalog's description of the two tables, in any schema. */
async function describeTables(schema: string) {
  const { rows: columns } = await pools[1].query(
    `SELECT table_name, column_name, data_type, is_nullable, column_default, numeric_precision, numeric_scale, datetime_precision
     FROM information_schema.columns WHERE table_schema = $1 AND table_name IN ('sponsor_voucher', 'sponsor_budget')
     ORDER BY table_name, column_name`,
    [schema],
  );
  const { rows: indexes } = await pools[1].query<{ indexdef: string }>(
    "SELECT indexdef FROM pg_indexes WHERE schemaname = $1 AND tablename IN ('sponsor_voucher', 'sponsor_budget') ORDER BY indexname",
    [schema],
  );
  return { columns, indexes: indexes.map(({ indexdef }) => indexdef.replace(/ ON .*? USING /, " USING ")) };
}

test("the tables of ledgerSchema are those that the app's migrations create", async () => {
  const wanted = await describeTables(SCHEMA);
  expect(wanted.columns).toHaveLength(18);
  expect(wanted.indexes).toHaveLength(3);
  expect(await describeTables("public")).toEqual(wanted);
});

test("if the database throws, the ledger throws, and nothing was promised", async () => {
  const gone = sqlLedger({ transaction: () => Promise.reject(new Error("no connection")) });
  await expect(gone.has({ chainId: 1, account })).rejects.toThrow("no connection");
  const entry = entryOn(1);
  await expect(gone.promise(entry, [])).rejects.toThrow("no connection");
  // In the middle of it: the transaction undoes what was written.
  const breaking: SqlClient = {
    transaction: (run) =>
      clientOf(pools[0]).transaction((query) =>
        run((text, values) =>
          text.includes("INSERT INTO") && text.includes("budget")
            ? Promise.reject(new Error("broke"))
            : query(text, values),
        ),
      ),
  };
  const takes = [{ scope: "account", subject: account, limit: 9n }] as const;
  await expect(sqlLedger(breaking, { schema: SCHEMA }).promise({ ...entry, chainId: 99 }, takes)).rejects.toThrow(
    "broke",
  );
  expect(await servers[1].has({ chainId: 99, account })).toBe(false);
});
