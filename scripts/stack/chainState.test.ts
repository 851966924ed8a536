import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";

import { mendChainState } from "./chainState";

let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "chain-state-"));
  file = path.join(folder, "state.json");
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

const block = (number: number, timestamp: number, transactions: unknown[] = []) => ({
  header: { number: `0x${number.toString(16)}`, timestamp: `0x${timestamp.toString(16)}` },
  transactions,
});

const write = (best: number, blocks: unknown[]) =>
  writeFileSync(file, JSON.stringify({ best_block_number: best, blocks }));
const numbers = () =>
  JSON.parse(readFileSync(file, "utf8")).blocks.map((entry: ReturnType<typeof block>) => [
    Number(entry.header.number),
    Number(entry.header.timestamp),
  ]);

test("of several blocks 0 only the oldest stays, so that the chain keeps its identity", () => {
  write(1, [block(0, 300), block(1, 101), block(0, 100), block(0, 200)]);
  mendChainState(file);
  expect(numbers()).toEqual([
    [1, 101],
    [0, 100],
  ]);
});

test("old empty blocks go; those with transactions, the recent ones and block 0 stay", () => {
  write(20_000, [block(0, 1), block(7, 2), block(8, 3, ["transaction"]), block(19_999, 4)]);
  mendChainState(file);
  expect(numbers()).toEqual([
    [0, 1],
    [8, 3],
    [19_999, 4],
  ]);
});

test("a half written file gives way to the copy of the start before", () => {
  write(1, [block(0, 100), block(1, 101)]);
  mendChainState(file);
  writeFileSync(file, '{"best_block_number":9,"blocks":[{"hea');
  mendChainState(file);
  expect(numbers()).toHaveLength(2);
});

test("a chain that cannot be read says how to begin anew", () => {
  writeFileSync(file, "nothing");
  expect(() => mendChainState(file)).toThrow("--reset");
});

test("no file is a new chain", () => {
  expect(() => mendChainState(file)).not.toThrow();
});
