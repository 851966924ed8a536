import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

/** A new folder for a while. PostgreSQL may run as another user, who must be able to enter. */
export function newFolder(name: string) {
  const folder = mkdtempSync(path.join(tmpdir(), `hourglass-${name}-`));
  chmodSync(folder, 0o755);
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
