import { cpSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { execute, kitDir, stageKit } from "./stage.ts";

/** The newest staging folder, for inspection. */
export const STAGE = path.join(kitDir, ".pack");

/**
 * Packs the kit. The same sources give the same bytes, because npm writes fixed times and sorts.
 * @param destination Folder for the tarball.
 * @returns Path of the tarball.
 */
export function packKit(destination: string): string {
  stageKit(STAGE);
  mkdirSync(destination, { recursive: true });
  // npm looks for workspaces in the parent folder; a separate folder has none.
  const apart = mkdtempSync(path.join(tmpdir(), "session-pack-"));
  try {
    cpSync(STAGE, apart, { recursive: true });
    const [packed] = JSON.parse(execute("npm", ["pack", "--json", "--pack-destination", destination], apart));
    return path.join(destination, packed.filename);
  } finally {
    rmSync(apart, { recursive: true, force: true });
  }
}
