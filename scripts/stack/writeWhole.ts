import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from "node:fs";
import path from "node:path";

/**
 * Writes a file wholly or not at all: who reads it after a kill or on a full disk finds the new text or the old one,
 * never a half.
 */
export function writeWhole(file: string, parts: string | Iterable<string>, mode = 0o644): void {
  const draft = `${file}.new`;
  mkdirSync(path.dirname(file), { recursive: true });
  try {
    rmSync(draft, { force: true }); // an old draft would keep its own mode
    const handle = openSync(draft, "w", mode);
    try {
      for (const part of typeof parts === "string" ? [parts] : parts) writeAll(handle, Buffer.from(part));
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    renameSync(draft, file);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}

/** One write may take less than it was given; only the next one says that the disk is full. */
export function writeAll(handle: number, bytes: Buffer): void {
  for (let at = 0; at < bytes.length; ) at += writeSync(handle, bytes, at);
}

/** Whether an error says that there is no room left, on the disk or for this user. */
export function isDiskFull(error: unknown): boolean {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return code === "ENOSPC" || code === "EDQUOT" || code === "EFBIG";
}
