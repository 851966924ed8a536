import pg from "pg";

/** Key of the advisory lock that the one leading indexer holds: "hglass" in ASCII. */
const LOCK_KEY = 0x68676c617373;

export type Leadership = {
  /** Aborts when the lock may be lost, because the connection that holds it ended. */
  lost: AbortSignal;
  release: () => Promise<void>;
};

/**
 * Tries to become the one indexer that writes. PostgreSQL frees the lock when its connection ends, so a killed leader
 * is replaced at once.
 * @param databaseUrl PostgreSQL.
 * @returns The leadership, or undefined while another indexer has it.
 * @throws When the database is down.
 */
export async function tryToLead(databaseUrl: string): Promise<Leadership | undefined> {
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 2_000, keepAlive: true });
  const lost = new AbortController();
  client.on("error", () => lost.abort());
  client.on("end", () => lost.abort());
  await client.connect();
  const { rows } = await client.query<{ isLeader: boolean }>('SELECT pg_try_advisory_lock($1) AS "isLeader"', [
    LOCK_KEY,
  ]);
  if (rows[0]?.isLeader) return { lost: lost.signal, release: () => client.end() };
  await client.end();
  return undefined;
}
