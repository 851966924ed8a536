// Finds a PostgreSQL server of the system, or gets one.
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import path from "node:path";

/** Where Debian and Ubuntu put the programs of each version; not on the path. */
const DEBIAN = "/usr/lib/postgresql";

/** POSTGRES_BIN, else Debian's newest: the folder of `postgres` and `initdb`. */
export function findPostgres() {
  const named = process.env.POSTGRES_BIN;
  if (named && !isComplete(named)) throw new Error(`POSTGRES_BIN is '${named}', and there is no postgres and initdb.`);
  return [named, ...debianFolders()].find((folder) => folder && isComplete(folder));
}

/**
 * Installs one where there is none, from Debian's packages. Only where nobody has to be asked: as root, with apt.
 * @returns The folder, or why there is none.
 */
export function ensurePostgres() {
  const found = findPostgres();
  if (found) return { folder: found };
  if (process.platform !== "linux" || !existsSync("/usr/bin/apt-get")) {
    return { reason: "there is no apt here to install PostgreSQL with" };
  }
  if (process.getuid?.() !== 0) return { reason: "installing PostgreSQL's package needs root" };
  console.log("There is no PostgreSQL of the system yet: installing Debian's.");
  const commands = [["update"], ["install", "-y", "--no-install-recommends", "postgresql"]];
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const isDone = commands.every((args) => spawnSync("apt-get", args, { stdio: "inherit", env }).status === 0);
  const folder = isDone ? findPostgres() : undefined;
  return folder ? { folder } : { reason: "apt could not install PostgreSQL (its words are above)" };
}

/** What the programs say of themselves: "15.13". */
export function postgresVersion(folder) {
  const { stdout } = spawnSync(path.join(folder, "postgres"), ["--version"], { encoding: "utf8" });
  const [, version] = /\(PostgreSQL\) (\d+(?:\.\d+)*)/.exec(stdout ?? "") ?? [];
  if (!version) throw new Error(`'${folder}/postgres --version' says nothing that is a version.`);
  return version;
}

function debianFolders() {
  if (!existsSync(DEBIAN)) return [];
  return readdirSync(DEBIAN)
    .sort((a, b) => Number(b) - Number(a))
    .map((version) => path.join(DEBIAN, version, "bin"));
}

function isComplete(folder) {
  return ["postgres", "initdb"].every((name) => existsSync(path.join(folder, name)));
}
