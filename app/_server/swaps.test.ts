import { mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { readSwaps } from "./swaps";

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "hourglass-swaps-"));
  file = path.join(folder, "swaps.json");
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

let writes = 0;
function write(text: string): void {
  writeFileSync(file, text);
  // Gives two writes within one tick of the file system's clock different modification times.
  utimesSync(file, new Date(), new Date(1_700_000_000_000 + ++writes * 1000));
}
const note = { swapped: ["Hourglass"], round: 1, gasPercent: 300, trouble: null };

test("a note is the same object until it is written again, and a half-written file changes nothing", () => {
  write(JSON.stringify(note));
  const first = readSwaps(file);
  expect(first).toEqual(note);
  expect(readSwaps(file)).toBe(first);
  write("{");
  expect(readSwaps(file)).toBe(first);
  write(JSON.stringify({ ...note, round: 2 }));
  expect(readSwaps(file)).toEqual({ ...note, round: 2 });
});

test("it is read on the development server only", () => {
  write(JSON.stringify(note));
  vi.stubEnv("SWAPS_FILE", file);
  vi.stubEnv("NODE_ENV", "production");
  expect(readSwaps()).toBeUndefined();
  vi.stubEnv("NODE_ENV", "development");
  expect(readSwaps()).toEqual(note);
});
