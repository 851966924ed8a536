import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";

/**
 * Writes a file wholly or not at all: who reads it after a kill or on a full disk finds the new text or the old one,
 * never a half.
 */
export function writeWhole(file: string, text: string, mode = 0o644): void {
  const draft = `${file}.new`;
  mkdirSync(path.dirname(file), { recursive: true });
  try {
    rmSync(draft, { force: true }); // an old draft would keep its own mode
    writeFileSync(draft, text, { mode, flush: true });
    renameSync(draft, file);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}

/** Whether an error says that there is no room left, on the disk or for this user. */
export function isDiskFull(error: unknown): boolean {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return code === "ENOSPC" || code === "EDQUOT" || code === "EFBIG";
}
