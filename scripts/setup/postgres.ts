// Finds a PostgreSQL server of the system, or gets one.
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { aptInstall, hasApt, isRoot } from "./apt.ts";

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
export function ensurePostgres(): { folder: string; reason?: never } | { folder?: never; reason: string } {
  const found = findPostgres();
  if (found) return { folder: found };
  if (!hasApt()) return { reason: "there is no apt here to install PostgreSQL with" };
  if (!isRoot()) return { reason: "installing PostgreSQL's package needs root" };
  console.log("There is no PostgreSQL of the system yet: installing Debian's.");
  const folder = aptInstall("postgresql") ? findPostgres() : undefined;
  return folder ? { folder } : { reason: "apt could not install PostgreSQL (its words are above)" };
}

/** What the programs say of themselves: "15.13". */
export function postgresVersion(folder: string): string {
  const { stdout } = spawnSync(path.join(folder, "postgres"), ["--version"], { encoding: "utf8" });
  const [, version] = /\(PostgreSQL\) (\d+(?:\.\d+)*)/.exec(stdout ?? "") ?? [];
  if (!version) throw new Error(`'${folder}/postgres --version' says nothing that is a version.`);
  return version;
}
