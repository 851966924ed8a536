import { PrismaPg } from "@prisma/adapter-pg";

import { readServerEnv } from "@/app/_env/server";
import { PrismaClient } from "./generated/prisma/client";
import { log } from "./log";

export type Database = PrismaClient;

/** Next reloads modules while developing; the pool must survive that, or connections pile up. */
const shared = globalThis as { hourglassDatabase?: Database };

/**
 * The database of this process.
 * @returns The client; it connects at the first query.
 */
export function readDatabase(): Database {
  shared.hourglassDatabase ??= createDatabase(readServerEnv().DATABASE_URL);
  return shared.hourglassDatabase;
}

/**
 * Makes a database client with a pool of its own. A server that is gone refuses at once; the timeouts are for one that is
 * slow, and wait about as long as a player would.
 * @param url PostgreSQL.
 * @param max Most connections.
 * @returns The client; the caller disconnects it.
 */
export function createDatabase(url: string, max = 10): Database {
  const adapter = new PrismaPg(
    { connectionString: url, max, connectionTimeoutMillis: 8_000, statement_timeout: 5_000, idleTimeoutMillis: 30_000 },
    // Without these a connection that the server drops while idle would end the process.
    {
      onPoolError: (err) => log.warn({ err }, "A database connection was lost."),
      onConnectionError: (err) => log.warn({ err }, "A database connection was lost."),
    },
  );
  return new PrismaClient({ adapter, transactionOptions: { maxWait: 8_000, timeout: 10_000 } });
}
