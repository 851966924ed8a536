import type { Hex } from "viem";
import type { LedgerEntry, LedgerTake, LedgerVerdict, SponsorLedger } from "./ledger.ts";

/** One statement, with `$1` and so on for its values; the signature of pg's `query`. */
export type SqlQuery = (
  text: string,
  values: readonly (string | null)[],
) => Promise<{ rows: readonly Record<string, unknown>[] }>;

/** Any PostgreSQL client. */
export type SqlClient = {
  /**
   * Runs statements on one connection, one after the other. If `run` resolves, all of them are committed; if it rejects, none, and
   * this function rejects with the same error.
   */
  transaction: <result>(run: (query: SqlQuery) => Promise<result>) => Promise<result>;
};

const TODAY = "(now() AT TIME ZONE 'utc')::date";

/**
 * A ledger in PostgreSQL, for any number of servers. A budget is one row, changed by one conditional statement whose lock is held
 * until the commit, so they decide one after the other. Requests of one account wait for each other, then for the budgets, in
 * the given order, so there is no deadlock.
 * @param client The database, with the tables of `ledgerSchema`.
 * @param options The schema of the tables; default: that of the connection.
 */
export function sqlLedger(client: SqlClient, options: { schema?: string } = {}): SponsorLedger {
  const place = options.schema === undefined ? "" : `"${options.schema.replaceAll('"', '""')}".`;
  const statements = writeStatements(`${place}"sponsor_voucher"`, `${place}"sponsor_budget"`);
  let forgottenOn = "";

  return {
    async promise(entry, takes, ending): Promise<LedgerVerdict> {
      const { chainId, account } = entry;
      const keys = keysOf(entry);
      const run = async (query: SqlQuery): Promise<LedgerVerdict> => {
        // Some servers are configured not to wait for the disk; a promise of money always waits.
        await query("SELECT set_config('synchronous_commit', 'on', true)", []);
        await query("SELECT pg_advisory_xact_lock(hashtextextended($1, $2::bigint))::text", [account, `${chainId}`]);
        const [standing] = (await query(statements.find, keys)).rows;
        if (standing && standing.digest !== entry.digest) return { kind: "conflict" };
        if (standing) return { kind: "standing", paymasterData: standing.paymaster_data as Hex };
        const counted =
          entry.nonce === undefined ? 0n : await readNumber(query, statements.counted, countedKeys(entry));
        const more = entry.maxCost > counted ? entry.maxCost - counted : 0n;
        await query(statements.write, [...keys, ...restOf(entry)]);
        const written = { kind: "written", paymasterData: entry.paymasterData } as const;
        if (more === 0n) return written;
        if (ending) {
          const sessions = await readNumber(query, statements.sessions, [`${chainId}`, account, entry.paymaster]);
          const own: LedgerTake = { scope: "endings", subject: account, limit: sessions * ending.perSession };
          if (await takeIfThere(query, chainId, more, own)) return written;
        }
        for (const take of takes) {
          if (!(await takeIfThere(query, chainId, more, take))) throw new UsedUp(take, more);
        }
        return written;
      };
      await forgetPastDays(chainId);
      return client.transaction(run).catch(async (error: unknown) => {
        if (!(error instanceof UsedUp)) throw error;
        const retryAt = Number(await client.transaction((query) => readNumber(query, statements.midnight, [])));
        return { kind: "exhausted", take: error.take, more: error.more, retryAt };
      });
    },
    async has({ chainId, account, session }) {
      const values = [`${chainId}`, account, session ?? null];
      return (await client.transaction((query) => readNumber(query, statements.has, values))) > 0n;
    },
    async promisedToday({ chainId, paymaster }) {
      return client.transaction((query) => readNumber(query, statements.promised, [`${chainId}`, paymaster]));
    },
  };

  /** Networks and accounts of past days: nothing counts them any more. Once a day and server; any clock will do. */
  async function forgetPastDays(chainId: number) {
    const day = `${chainId} ${new Date().toISOString().slice(0, 10)}`;
    if (day === forgottenOn) return;
    await client.transaction((query) => query(statements.forget, [`${chainId}`]));
    forgottenOn = day;
  }

  async function takeIfThere(query: SqlQuery, chainId: number, more: bigint, { scope, subject, limit }: LedgerTake) {
    const { rows } = await query(statements.take, [`${chainId}`, scope, subject, `${more}`, `${limit}`]);
    return rows.length > 0;
  }
}

/** Ends the transaction, which gives back what was taken so far. */
class UsedUp extends Error {
  readonly take: LedgerTake;
  readonly more: bigint;

  constructor(take: LedgerTake, more: bigint) {
    super(`The budget of ${take.scope} is used up.`);
    this.take = take;
    this.more = more;
  }
}

const keysOf = ({ chainId, account, kind, key, paymaster, generation }: LedgerEntry) => [
  ...[`${chainId}`, account, kind, key, paymaster, `${generation}`],
];
const restOf = ({ digest, nonce, maxCost, validUntil, paymasterData }: LedgerEntry) => [
  ...[digest, nonce === undefined ? null : `${nonce}`, `${maxCost}`, `${validUntil}`, paymasterData],
];
const countedKeys = ({ chainId, account, paymaster, nonce }: LedgerEntry) => [
  ...[`${chainId}`, account, paymaster, `${nonce}`],
];

/** Numbers are passed as text, because clients handle wide ones differently. */
async function readNumber(query: SqlQuery, text: string, values: readonly (string | null)[]): Promise<bigint> {
  const [row] = (await query(text, values)).rows;
  return BigInt(String(row?.number ?? 0));
}

function writeStatements(voucher: string, budget: string) {
  const ofSession = `"chain_id" = $1::bigint AND "account" = $2 AND "kind" = 'session'`;
  const isOfToday = `("created_at" AT TIME ZONE 'utc')::date = ${TODAY}`;
  return {
    find: `SELECT "digest", "paymaster_data" FROM ${voucher} WHERE "chain_id" = $1::bigint AND "account" = $2
      AND "kind" = $3 AND "key" = $4 AND "paymaster" = $5 AND "generation" = $6::bigint`,
    // Tomorrow a nonce counts again, because budgets are daily.
    counted: `SELECT max("max_cost")::text AS number FROM ${voucher} WHERE "chain_id" = $1::bigint AND "account" = $2
      AND "kind" = 'operation' AND "paymaster" = $3 AND "nonce" = $4::numeric AND ${isOfToday}`,
    write: `INSERT INTO ${voucher} ("chain_id", "account", "kind", "key", "paymaster", "generation", "digest", "nonce",
      "max_cost", "valid_until", "paymaster_data")
      VALUES ($1::bigint, $2, $3, $4, $5, $6::bigint, $7, $8::numeric, $9::numeric, $10::bigint, $11)`,
    sessions: `SELECT count(*)::text AS number FROM ${voucher} WHERE ${ofSession} AND "paymaster" = $3
      AND ("valid_until" > extract(epoch FROM now()) OR ${isOfToday})`,
    // The database's day, so that servers with different clocks agree.
    take: `INSERT INTO ${budget} AS b ("chain_id", "scope", "subject", "day", "promised")
      SELECT $1::bigint, $2, $3, ${TODAY}, $4::numeric WHERE $4::numeric <= $5::numeric
      ON CONFLICT ("chain_id", "scope", "subject", "day") DO UPDATE
      SET "promised" = b."promised" + EXCLUDED."promised", "updated_at" = now()
      WHERE b."promised" + EXCLUDED."promised" <= $5::numeric RETURNING 1`,
    forget: `DELETE FROM ${budget} WHERE "chain_id" = $1::bigint AND "day" < ${TODAY}`,
    midnight: `SELECT extract(epoch FROM ((${TODAY} + 1)::timestamp AT TIME ZONE 'utc'))::bigint::text AS number`,
    has: `SELECT count(*)::text AS number FROM (SELECT 1 FROM ${voucher} WHERE ${ofSession}
      AND ($3::text IS NULL OR "key" = $3) LIMIT 1) AS found`,
    promised: `SELECT "promised"::text AS number FROM ${budget} WHERE "chain_id" = $1::bigint
      AND "scope" = 'everybody' AND "subject" = $2 AND "day" = ${TODAY}`,
  };
}
