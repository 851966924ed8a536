import { randomUUID } from "node:crypto";
import pg from "pg";

/** A database name for one test on a server that others use as well. */
export function nameTestDatabase(serverUrl: string): URL {
  const url = new URL(serverUrl);
  url.pathname = `/test_${randomUUID().replaceAll("-", "")}`;
  return url;
}

/** PostgreSQL's code for a database that somebody is connected to. */
const OBJECT_IN_USE = "55006";

/**
 * Drops a test's database, even if clients are still connected. Pools say that they have ended before their sockets are
 * closed, and nobody listens any more to what such a connection says when it is ended by force. So the server waits for
 * them first, five seconds.
 */
export async function dropTestDatabase(url: URL): Promise<void> {
  const admin = new pg.Client({
    connectionString: Object.assign(new URL(url), { pathname: "/postgres" }).toString(),
  });
  await admin.connect();
  const drop = `drop database if exists "${url.pathname.slice(1)}"`;
  await admin.query(drop).catch((error: unknown) => {
    if (!(error instanceof pg.DatabaseError) || error.code !== OBJECT_IN_USE) throw error;
    return admin.query(`${drop} with (force)`);
  });
  await admin.end();
}
