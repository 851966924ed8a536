import { execFileSync } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import path from "node:path";

/** A user to run PostgreSQL as; undefined: the one we are. */
export type Identity = { uid: number; gid: number } | undefined;

/** PostgreSQL refuses to run as root: root drops to `postgres`, or to `nobody` where that user does not exist. */
export function databaseIdentity(): Identity {
  if (process.getuid?.() !== 0) return undefined;
  for (const user of ["postgres", "nobody"]) {
    const uid = idOf("-u", user);
    const gid = idOf("-g", user);
    if (uid !== undefined && gid !== undefined) return { uid, gid };
  }
  throw new Error(
    "PostgreSQL does not run as root, and there is no user 'postgres' or 'nobody' to run it as. " +
      "Run this as an ordinary user, or set DATABASE_URL to a PostgreSQL server of yours.",
  );
}

/** Whether the user could enter every folder down to `target`, which need not exist yet. */
export function canReach(target: string, identity: Identity): boolean {
  if (!identity) return true;
  for (let folder = path.resolve(target); ; folder = path.dirname(folder)) {
    if (existsSync(folder) && !mayEnter(folder, identity)) return false;
    if (folder === path.dirname(folder)) return true;
  }
}

function mayEnter(folder: string, { uid, gid }: NonNullable<Identity>): boolean {
  const stats = statSync(folder);
  if (stats.uid === uid) return (stats.mode & 0o100) !== 0;
  if (stats.gid === gid) return (stats.mode & 0o010) !== 0;
  return (stats.mode & 0o001) !== 0;
}

function idOf(flag: "-u" | "-g", user: string): number | undefined {
  try {
    return Number(execFileSync("id", [flag, user], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }));
  } catch {
    return undefined;
  }
}
