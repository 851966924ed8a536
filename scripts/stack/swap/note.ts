import path from "node:path";
import type { SwapNote } from "../../../app/_api/swaps.ts";
import { parseJson, readText } from "../deployed.ts";
import { writeWhole } from "../writeWhole.ts";

/**
 * Code that is not optimised takes 1.1 to 1.7 times the gas; measured limits leave room above that. The paymaster's own limits
 * need no more: its check takes 33,000 instead of 19,000, of 120,000 and 60,000.
 */
export const WIDE_GAS_PERCENT = 200;

export const nothingSwapped: SwapNote = { swapped: [], round: 0, gasPercent: 100, trouble: null };

/** Where the server of the app looks (SWAPS_FILE). */
export const swapsFileOf = (dataDir: string) => path.join(dataDir, "swaps.json");

/** What was written last. */
export const readSwaps = (file: string): SwapNote => parseJson<SwapNote>(readText(file)) ?? nothingSwapped;

export function writeSwaps(file: string, note: SwapNote): void {
  writeWhole(file, `${JSON.stringify(note, null, 2)}\n`);
}
