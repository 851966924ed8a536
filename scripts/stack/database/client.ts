import pg from "pg";

/** Connects, works, and closes again, whatever comes of it. */
export async function withClient<Result>(
  connectionString: string,
  work: (client: pg.Client) => Promise<Result>,
  connectionTimeoutMillis = 0,
): Promise<Result> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis });
  // A server that goes away between two queries is reported by the next query; unheard, the event would end the process.
  client.on("error", () => undefined);
  try {
    await client.connect();
    return await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** What the server says that it is: "18.4", without the words of its packager. */
export async function readServerVersion(databaseUrl: string): Promise<string> {
  const { rows } = await withClient(databaseUrl, (client) => client.query("SHOW server_version"));
  return rows[0].server_version.split(" ")[0];
}
