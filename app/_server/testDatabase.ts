import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { migrate } from "@/scripts/stack/database/migrate";
import { startDatabase } from "@/scripts/stack/database/server";
import { freePort } from "@/scripts/stack/ports";
import { dropTestDatabase, nameTestDatabase } from "./testServerUrl";

export type TestDatabase = { url: string; drop: () => Promise<void> };

/**
 * A separate database for a test file, with all migrations: on the server in DATABASE_URL, otherwise on an
 * embedded one that lives as long as the test.
 * @returns Its URL, and a function that drops it.
 */
export async function createTestDatabase(): Promise<TestDatabase> {
  const given = process.env.DATABASE_URL;
  const own = given ? undefined : await startOwnServer();
  const url = nameTestDatabase(given ?? own?.url ?? "");
  await migrate(url.toString());
  return {
    url: url.toString(),
    drop: async () => {
      await dropTestDatabase(url);
      await own?.stop();
    },
  };
}

/** A server on a folder of its own; with binaries of that PostgreSQL, else the embedded one. */
export async function startOwnServer(binaries?: string): Promise<{ url: string; stop: () => Promise<void> }> {
  const dataDir = mkdtempSync(path.join(tmpdir(), "hourglass-test-"));
  chmodSync(dataDir, 0o755); // PostgreSQL may run as another user
  const { child, url } = await startDatabase({ dataDir, port: await freePort(), ...(binaries && { binaries }) });
  return {
    url,
    stop: async () => {
      await child.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
