import { randomUUID } from "node:crypto";
import pg from "pg";

/** A database name for one test on a server that others use as well. */
export function nameTestDatabase(serverUrl: string): URL {
  const url = new URL(serverUrl);
  url.pathname = `/test_${randomUUID().replaceAll("-", "")}`;
  return url;
}

/**
 * Drops a test's database. Pools say that they have ended before their sockets are closed: the server waits five seconds
 * for them. To end such a connection by force would fail the test, since nobody listens to it any more.
 * @throws If somebody is still connected.
 */
export async function dropTestDatabase(url: URL): Promise<void> {
  const admin = new pg.Client({
    connectionString: Object.assign(new URL(url), { pathname: "/postgres" }).toString(),
  });
  await admin.connect();
  await admin.query(`drop database if exists "${url.pathname.slice(1)}"`);
  await admin.end();
}
