import {
  closeSync,
  existsSync,
  fstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
} from "node:fs";
import path from "node:path";
import { isDiskFull, writeWhole } from "../writeWhole.ts";
import { addBlock } from "./blockRecord.ts";
import { readJournal } from "./journal.ts";
import { type ChainState, prune, serialise } from "./state.ts";

/**
 * The files of a chain. Each start begins a new generation:
 * - `state-N.json`: where it started from; written wholly or not at all;
 * - `journal-N.ndjson`: every block since then, written as it comes (recorder.ts);
 * - `exit-N.json`: what anvil wrote when it was asked to end. A kill or a full disk may tear it: then the journal counts.
 * The generation before stays as the last good copy.
 */
export type Generation = { number: number; stateFile: string; journalFile: string; exitFile: string };

/** Node reads no longer text into one string. */
const MAX_BYTES = 500_000_000;

export const chainFolder = (dataDir: string) => path.join(dataDir, "chain");

function generation(dataDir: string, number: number): Generation {
  const file = (name: string) => path.join(chainFolder(dataDir), name);
  return {
    number,
    stateFile: file(`state-${number}.json`),
    journalFile: file(`journal-${number}.ndjson`),
    exitFile: file(`exit-${number}.json`),
  };
}

/** The newest generation that has a state to start from; undefined: there is no chain yet. */
export function currentGeneration(dataDir: string): Generation | undefined {
  const number = Math.max(0, ...numbersIn(dataDir));
  return number > 0 ? generation(dataDir, number) : undefined;
}

function numbersIn(dataDir: string): number[] {
  if (!existsSync(chainFolder(dataDir))) return [];
  return readdirSync(chainFolder(dataDir)).flatMap((name) => {
    const [, digits] = /^state-(\d+)\.json$/.exec(name) ?? [];
    return digits === undefined ? [] : [Number(digits)];
  });
}

/**
 * Brings together what the last run left and makes the next generation of it.
 * @returns The generation to run; its state file is absent when the chain is a new one.
 * @throws When what is there cannot be read, or there is no room to write it; nothing is lost then.
 */
export function nextGeneration(dataDir: string, named: readonly bigint[]): Generation {
  adoptOldFile(dataDir);
  const last = currentGeneration(dataDir);
  if (!last) return generation(dataDir, 1);
  const state = stateAfter(dataDir, last);
  if (!state) {
    throw new Error(
      `The saved chain in ${chainFolder(dataDir)} cannot be read. Start a new world with: npm run dev -- --reset`,
    );
  }
  const next = generation(dataDir, last.number + 1);
  keep(next, state, named);
  for (const number of numbersIn(dataDir)) if (number < last.number) erase(generation(dataDir, number));
  return next;
}

/** Writes where a generation starts from. */
export function keep({ stateFile }: Generation, state: ChainState, named: readonly bigint[]): void {
  prune(state, named);
  try {
    writeWhole(stateFile, serialise(state));
  } catch (cause) {
    if (!isDiskFull(cause)) throw cause;
    throw new Error(
      `There is no room on the disk for the chain's state (${stateFile}). The world is unharmed: make room and start again.`,
      { cause },
    );
  }
}

/** What anvil wrote at its end, if that is whole; else where it started from and the blocks of the journal. */
function stateAfter(dataDir: string, { number, exitFile, journalFile, stateFile }: Generation): ChainState | undefined {
  const atExit = read(exitFile);
  if (atExit) return atExit;
  const state = read(stateFile) ?? (number > 1 ? stateAfter(dataDir, generation(dataDir, number - 1)) : undefined);
  if (!state) return undefined;
  for (const record of readJournal(journalFile, Number(state.best_block_number))) addBlock(state, record);
  return state;
}

/** The newest block of the state that a generation started from. Reads only the beginning of the file. */
export function baseNumber({ stateFile }: Generation): number {
  const [, digits] = /"best_block_number":(\d+)/.exec(readPart(stateFile, () => 0, 4_096)) ?? [];
  if (digits === undefined) throw new Error(`${stateFile} does not name its newest block.`);
  return Number(digits);
}

/** The newest block that a start would find, after the chain has ended; undefined: all of it. */
export function keptNumber(current: Generation): number | undefined {
  if (endsWhole(current.exitFile)) return undefined;
  const base = baseNumber(current);
  return [...readJournal(current.journalFile, base)].at(-1)?.number ?? base;
}

/** anvil closes the text last; what a full disk cut off ends anywhere else. */
const endsWhole = (file: string): boolean =>
  existsSync(file) &&
  readPart(file, (size) => size - 64, 64)
    .trimEnd()
    .endsWith('],"historical_states":null}');

function readPart(file: string, startOf: (size: number) => number, length: number): string {
  const handle = openSync(file, "r");
  try {
    const part = Buffer.alloc(length);
    const start = Math.max(0, startOf(fstatSync(handle).size));
    return part.toString("latin1", 0, readSync(handle, part, 0, length, start));
  } finally {
    closeSync(handle);
  }
}

function read(file: string): ChainState | undefined {
  try {
    const text = readFileSync(file);
    if (text.length > MAX_BYTES) return undefined;
    const state: ChainState = JSON.parse(text.toString("latin1"));
    return Array.isArray(state.blocks) && Array.isArray(state.transactions) ? state : undefined;
  } catch {
    return undefined; // absent, or torn
  }
}

function erase({ stateFile, journalFile, exitFile }: Generation): void {
  for (const file of [stateFile, journalFile, exitFile]) rmSync(file, { force: true });
}

/** Worlds of before had one file that anvil wrote over, and a copy of the start before. */
function adoptOldFile(dataDir: string): void {
  const old = path.join(chainFolder(dataDir), "state.json");
  const whole = [old, `${old}.previous`].find((file) => read(file));
  if (!whole || currentGeneration(dataDir)) return;
  mkdirSync(chainFolder(dataDir), { recursive: true });
  renameSync(whole, generation(dataDir, 1).stateFile);
  for (const file of [old, `${old}.previous`]) rmSync(file, { force: true });
}
