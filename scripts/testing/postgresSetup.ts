import { spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import type { TestProject } from "vitest/node";
import { startOwnServer } from "../../app/_server/testDatabase";
import { aptInstall, hasApt, isRoot } from "../setup/apt.ts";
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

/** Where Debian and Ubuntu put the programs of each version; not on the path. */
const DEBIAN = "/usr/lib/postgresql";

/** POSTGRES_BIN, else Debian's newest: the folder of `postgres` and `initdb`. */
function findPostgres(): string | undefined {
  const named = process.env.POSTGRES_BIN;
  if (named && !isComplete(named)) throw new Error(`POSTGRES_BIN is '${named}', and there is no postgres and initdb.`);
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).sort((a, b) => Number(b) - Number(a)) : [];
  return named || versions.map((version) => path.join(DEBIAN, version, "bin")).find(isComplete);
}

const isComplete = (folder: string) => ["postgres", "initdb"].every((name) => existsSync(path.join(folder, name)));

/**
 * Installs one where there is none, from Debian's packages. Only where nobody has to be asked: as root, with apt.
 * @returns The folder, or why there is none.
 */
function ensurePostgres(): { folder: string; reason?: never } | { folder?: never; reason: string } {
  const found = findPostgres();
  if (found) return { folder: found };
  if (!hasApt()) return { reason: "there is no apt here to install PostgreSQL with" };
  if (!isRoot()) return { reason: "installing PostgreSQL's package needs root" };
  console.log("There is no PostgreSQL of the system yet: installing Debian's.");
  const folder = aptInstall("postgresql") ? findPostgres() : undefined;
  return folder ? { folder } : { reason: "apt could not install PostgreSQL (its words are above)" };
}

/** What the programs say of themselves: "15.13". */
function postgresVersion(folder: string): string {
  const { stdout } = spawnSync(path.join(folder, "postgres"), ["--version"], { encoding: "utf8" });
  const [, version] = /\(PostgreSQL\) (\d+(?:\.\d+)*)/.exec(stdout ?? "") ?? [];
  if (!version) throw new Error(`'${folder}/postgres --version' says nothing that is a version.`);
  return version;
}
