import { createHash } from "node:crypto";
import { chmodSync, mkdirSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { canReach, type Identity } from "./identity.ts";

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
