import { appendFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Hex } from "viem";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { newFolder } from "../newFolder";
import * as whole from "../writeWhole";
import { openJournal, readJournal } from "./journal";
import { baseNumber, chainFiles, prepareChain } from "./store";

let folder: string;
let remove: () => void;
const at = (name: string) => path.join(folder, "chain", name);

beforeEach(() => {
  ({ folder, remove } = newFolder("store"));
  mkdirSync(path.join(folder, "chain"));
});

afterEach(() => {
  vi.restoreAllMocks();
  remove();
});

const block = (number: number, timestamp: number, transactions: unknown[] = []) => ({
  header: { number: `0x${number.toString(16)}`, timestamp: `0x${timestamp.toString(16)}` },
  transactions,
});
const text = (best: number, blocks: unknown[]) =>
  `{"block":{},"accounts":{},"best_block_number":${best},"blocks":${JSON.stringify(blocks)},"transactions":[],"historical_states":null}`;
const write = (name: string, best: number, blocks: unknown[]) => writeFileSync(at(name), text(best, blocks));
/** Number and time of the blocks that the next start finds. */
const next = (named: bigint[] = []): [number, number][] => {
  expect(prepareChain(folder, named)).toBe(true);
  const { blocks } = JSON.parse(readFileSync(at("state.json"), "utf8"));
  return blocks.map(({ header }: ReturnType<typeof block>) => [Number(header.number), Number(header.timestamp)]);
};
const record = (number: number, name: string, parent: string) => ({
  ...{ number, hash: `0x${name}` as Hex },
  header: { number: `0x${number.toString(16)}` as Hex, parentHash: `0x${parent}` as Hex, timestamp: "0x1" as Hex },
});
const kept = () => [...readJournal(at("journal.ndjson"), 1)].at(-1)?.number;
function append(...records: ReturnType<typeof record>[]): void {
  const journal = openJournal(at("journal.ndjson"));
  journal.append(records);
  journal.close();
}

test("the next start finds nothing where nothing is", () => {
  expect(prepareChain(folder, [])).toBe(false);
});

test("of several blocks 0 it finds only the oldest, so that the chain keeps its identity", () => {
  write("state.json", 1, [block(0, 300), block(1, 101), block(0, 100), block(0, 200)]);
  expect(next()).toEqual([
    [1, 101],
    [0, 100],
  ]);
});

test("of old empty blocks it finds those that are named, and all others", () => {
  write("state.json", 20_000, [block(0, 1), block(6, 2), block(7, 2), block(8, 3, ["one"]), block(19_999, 4)]);
  expect(next([7n]).map(([number]) => number)).toEqual([0, 7, 8, 19_999]);
});

test("it takes what anvil wrote at its end, before the journal, once", () => {
  write("state.json", 1, [block(1, 1)]);
  write("exit.json", 2, [block(1, 1), block(2, 2)]);
  expect(next()).toHaveLength(2);
  append(record(3, "c", "b"));
  expect(next()).toHaveLength(3);
  expect(readFileSync(at("journal.ndjson"), "utf8")).toBe("");
});

test("it takes the journal where anvil could not write to its end, and a torn last line is no block", () => {
  write("state.json", 1, [block(1, 1)]);
  writeFileSync(at("exit.json"), text(3, [block(1, 1)]).slice(0, -30));
  // A kill may come between the writing of a state and the emptying of its journal.
  append(record(1, "a", "9"), record(2, "b", "a"), record(3, "c", "b"));
  appendFileSync(at("journal.ndjson"), '{"number":4,"hash":"0xd","hea');
  expect(kept()).toBe(3);
  // Whoever goes on writing takes the torn line out first.
  append(record(4, "e", "c"));
  expect(readFileSync(at("journal.ndjson"), "utf8").split("\n")).toHaveLength(5);
  expect(next()).toHaveLength(4);
  expect(baseNumber(chainFiles(folder))).toBe(4);
});

test("it takes the branch that stands after a reorganisation, and nothing behind a gap", () => {
  write("state.json", 1, [block(1, 1)]);
  append(record(2, "b", "a"), record(3, "c", "b"), record(4, "d", "c"));
  append(record(3, "x", "b"), record(4, "y", "x"), record(6, "z", "w"));
  expect(kept()).toBe(4);
  expect(next()).toHaveLength(4);
});

test("it goes on with a world of before, whose files had numbers", () => {
  write("state-8.json", 1, [block(1, 1)]);
  writeFileSync(at("exit-8.json"), "old");
  write("state-9.json", 2, [block(1, 1), block(2, 1)]);
  append(record(3, "c", "b"));
  writeFileSync(at("journal-9.ndjson"), readFileSync(at("journal.ndjson")));
  expect(next()).toHaveLength(3);
  expect(readdirSync(path.join(folder, "chain")).sort()).toEqual(["journal.ndjson", "state.json"]);
});

test("it says how to begin anew when nothing can be read", () => {
  writeFileSync(at("state.json"), "nothing");
  expect(() => prepareChain(folder, [])).toThrow("--reset");
});

test("a state is written wholly or not at all; without room the world stays as it was, and the message says so", () => {
  write("state.json", 1, [block(1, 1)]);
  append(record(2, "b", "a"));
  vi.spyOn(whole, "writeWhole").mockImplementation(() => {
    throw Object.assign(new Error("ENOSPC: no space left on device, write"), { code: "ENOSPC" });
  });
  expect(() => prepareChain(folder, [])).toThrow(/no room on the disk.*The world is unharmed/);
  vi.restoreAllMocks();
  expect(next()).toHaveLength(2);
});
