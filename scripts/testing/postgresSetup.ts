import type { TestProject } from "vitest/node";
import { startOwnServer } from "../../app/_server/testDatabase";
import { ensurePostgres, postgresVersion } from "../setup/postgres.ts";
import setUpIntegration from "./integrationSetup.ts";

declare module "vitest" {
  export interface ProvidedContext {
    databaseUrl: string;
    /** What the programs said that were started; empty for a server that was there already. */
    postgresVersion: string;
  }
}

/**
 * The server of the project `postgres`: Debian's, which this machine's package manager keeps, started on a folder and
 * a port of its own. Where there is none and none can be had, the one that DATABASE_URL names, else the embedded one.
 */
export default async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  await setUpIntegration();
  const { folder, reason } = ensurePostgres();
  const given = process.env.DATABASE_URL;
  if (reason) console.log(`No PostgreSQL of Debian: ${reason}. Using ${given ? "DATABASE_URL" : "the embedded one"}.`);
  if (!folder && given) {
    project.provide("databaseUrl", given);
    project.provide("postgresVersion", "");
    return undefined;
  }
  const { url, stop } = await startOwnServer(folder);
  project.provide("databaseUrl", url);
  project.provide("postgresVersion", folder ? postgresVersion(folder) : "");
  return stop;
}
