import { PrismaPg } from "@prisma/adapter-pg";

import { readServerEnv } from "@/app/_env/server";
import { PrismaClient } from "./generated/prisma/client";
import { log } from "./log";

export type Database = PrismaClient;

/** Next reloads modules during development; the pool must survive that, or connections accumulate. */
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
 * Creates a database client with its own pool. A server that is down refuses at once; the timeouts are for one that is
 * slow, and are about as long as a player would wait.
 * @param url PostgreSQL.
 * @param max Most connections.
 * @returns The client; the caller disconnects it.
 */
export function createDatabase(url: string, max = 10): Database {
  const adapter = new PrismaPg(
    { connectionString: url, max, connectionTimeoutMillis: 8_000, statement_timeout: 5_000, idleTimeoutMillis: 30_000 },
    // Without these handlers, a connection that the server drops while idle would end the process.
    {
      onPoolError: (err) => log.warn({ err }, "A database connection was lost."),
      onConnectionError: (err) => log.warn({ err }, "A database connection was lost."),
    },
  );
  return new PrismaClient({ adapter, transactionOptions: { maxWait: 8_000, timeout: 10_000 } });
}
