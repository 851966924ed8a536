import { readFileSync, statSync } from "node:fs";

import { type SwapNote, swapNote } from "@/app/_api/swaps";
import { readSwapsFile } from "@/app/_env/server";

let cached: { modifiedMs: number; note: SwapNote } | undefined;

/**
 * Which contracts were replaced during development. The same object until something changes.
 * @param file Default SWAPS_FILE.
 * @returns Undefined where contracts are never replaced, which is everywhere but in development.
 */
export function readSwaps(file: string | undefined = readSwapsFile()): SwapNote | undefined {
  if (file === undefined) return undefined;
  try {
    const modifiedMs = statSync(file).mtimeMs;
    if (cached?.modifiedMs !== modifiedMs) {
      cached = { modifiedMs, note: swapNote.parse(JSON.parse(readFileSync(file, "utf8"))) };
    }
  } catch {
    // Not written yet, or being written: the last known state stays.
  }
  return cached?.note;
}
