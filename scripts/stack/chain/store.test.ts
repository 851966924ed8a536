import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Hex } from "viem";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

import * as whole from "../writeWhole";
import { openJournal } from "./journal";
import { baseNumber, currentGeneration, keptNumber, nextGeneration } from "./store";

let folder: string;
const at = (name: string) => path.join(folder, "chain", name);

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "chain-store-"));
  mkdirSync(path.join(folder, "chain"));
});

afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true, force: true });
});

const block = (number: number, timestamp: number, transactions: unknown[] = []) => ({
  header: { number: `0x${number.toString(16)}`, timestamp: `0x${timestamp.toString(16)}` },
  transactions,
});
const text = (best: number, blocks: unknown[]) =>
  `{"block":{},"accounts":{},"best_block_number":${best},"blocks":${JSON.stringify(blocks)},"transactions":[],"historical_states":null}`;
const write = (name: string, best: number, blocks: unknown[]) => writeFileSync(at(name), text(best, blocks));
/** Number and time of the blocks that the next start finds. */
const next = (named: bigint[] = []) => {
  const { stateFile } = nextGeneration(folder, named);
  return JSON.parse(readFileSync(stateFile, "utf8")).blocks.map((entry: ReturnType<typeof block>) => [
    Number(entry.header.number),
    Number(entry.header.timestamp),
  ]);
};
const hash = (name: string) => `0x${name}` as Hex;
const record = (number: number, name: string, parent: string) => ({
  number,
  hash: hash(name),
  header: { number: `0x${number.toString(16)}` as Hex, parentHash: hash(parent), timestamp: "0x1" as Hex },
});

describe("what the next start of a chain finds", () => {
  test("is nothing where nothing is", () => {
    expect(existsSync(nextGeneration(folder, []).stateFile)).toBe(false);
  });

  test("of several blocks 0 is only the oldest, so that the chain keeps its identity", () => {
    write("state-1.json", 1, [block(0, 300), block(1, 101), block(0, 100), block(0, 200)]);
    expect(next()).toEqual([
      [1, 101],
      [0, 100],
    ]);
  });

  test("is no old empty block but those that are named, and all others", () => {
    write("state-1.json", 20_000, [block(0, 1), block(6, 2), block(7, 2), block(8, 3, ["one"]), block(19_999, 4)]);
    expect(next([7n])).toEqual([
      [0, 1],
      [7, 2],
      [8, 3],
      [19_999, 4],
    ]);
  });

  test("is what anvil wrote at its end, before the journal", () => {
    write("state-1.json", 1, [block(1, 1)]);
    write("exit-1.json", 2, [block(1, 1), block(2, 2)]);
    expect(next()).toHaveLength(2);
  });

  test("is the journal where anvil could not write to its end, and a torn last line is no block", () => {
    write("state-1.json", 1, [block(1, 1)]);
    writeFileSync(at("exit-1.json"), text(3, [block(1, 1)]).slice(0, -30));
    const journal = openJournal(at("journal-1.ndjson"));
    journal.append([record(2, "b", "a"), record(3, "c", "b")]);
    journal.close();
    appendFileSync(at("journal-1.ndjson"), '{"number":4,"hash":"0xd","hea');
    const current = currentGeneration(folder);
    expect(current && keptNumber(current)).toBe(3);
    expect(next()).toHaveLength(3);
    // Whoever goes on writing takes the torn line out first.
    const again = openJournal(at("journal-1.ndjson"));
    again.append([record(4, "e", "c")]);
    again.close();
    expect(readFileSync(at("journal-1.ndjson"), "utf8").split("\n")).toHaveLength(4);
  });

  test("is of the branch that stands after a reorganisation, and nothing behind a gap", () => {
    write("state-1.json", 1, [block(1, 1)]);
    const journal = openJournal(at("journal-1.ndjson"));
    journal.append([record(2, "b", "a"), record(3, "c", "b"), record(4, "d", "c")]);
    journal.append([record(3, "x", "b"), record(4, "y", "x"), record(6, "z", "w")]);
    journal.close();
    const current = currentGeneration(folder);
    expect(current && keptNumber(current)).toBe(4);
    expect(next()).toHaveLength(4);
  });

  test("is the generation before, where the last one cannot be read", () => {
    write("state-1.json", 1, [block(1, 1)]);
    expect(next()).toHaveLength(1);
    writeFileSync(at("state-2.json"), "torn");
    expect(next()).toHaveLength(1);
  });

  test("is a world of before, which had one file and a copy", () => {
    writeFileSync(at("state.json"), '{"best_block_number":9,"blocks":[{"hea');
    write("state.json.previous", 1, [block(0, 1), block(1, 1)]);
    expect(next()).toHaveLength(2);
    expect(readdirSync(path.join(folder, "chain")).sort()).toEqual(["state-1.json", "state-2.json"]);
  });

  test("says how to begin anew when nothing of it can be read", () => {
    writeFileSync(at("state-1.json"), "nothing");
    expect(() => nextGeneration(folder, [])).toThrow("--reset");
  });

  test("is written wholly or not at all; without room the world stays as it was, and the message says so", () => {
    write("state-1.json", 1, [block(1, 1)]);
    vi.spyOn(whole, "writeWhole").mockImplementation(() => {
      throw Object.assign(new Error("ENOSPC: no space left on device, write"), { code: "ENOSPC" });
    });
    expect(() => nextGeneration(folder, [])).toThrow(/no room on the disk.*The world is unharmed/);
    vi.restoreAllMocks();
    expect(next()).toHaveLength(1);
  });

  test("takes the disk of two generations, however often the chain is started", () => {
    write("state-1.json", 1, [block(1, 1)]);
    for (let start = 0; start < 5; start += 1) next();
    expect(readdirSync(path.join(folder, "chain")).sort()).toEqual(["state-5.json", "state-6.json"]);
    const current = currentGeneration(folder);
    expect(current && baseNumber(current)).toBe(1);
  });
});
