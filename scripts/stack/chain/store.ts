import * as fs from "node:fs";
import path from "node:path";
import { isDiskFull, writeWhole } from "../writeWhole.ts";
import { addBlock } from "./blockRecord.ts";
import { readJournal } from "./journal.ts";
import { type ChainState, prune } from "./state.ts";

/** Node reads no longer text into one string. */
const MAX_BYTES = 500_000_000;

export const chainFolder = (dataDir: string) => path.join(dataDir, "chain");

type ChainFiles = ReturnType<typeof chainFiles>;

export function chainFiles(dataDir: string) {
  const file = (name: string) => path.join(chainFolder(dataDir), name);
  return {
    /** Where the chain that runs started from; written wholly or not at all. */
    state: file("state.json"),
    /** Every block since then, written as it comes (recorder.ts). */
    journal: file("journal.ndjson"),
    /** What anvil wrote when it was asked to end. A kill or a full disk may tear it: then the journal counts. */
    exit: file("exit.json"),
  };
}

/**
 * Brings together what the last run left, as the state that the next one starts from.
 * @returns Whether there is one; else the chain is a new one.
 * @throws When what is there cannot be read, or there is no room to write it; nothing is lost then.
 */
export function prepareChain(dataDir: string, named: readonly bigint[]): boolean {
  adoptNumbered(dataDir);
  const files = chainFiles(dataDir);
  const isThere = fs.existsSync(files.state);
  if (isThere) {
    const state = read(files.exit) ?? readWithJournal(files);
    if (!state) {
      throw new Error(
        `The saved chain in ${chainFolder(dataDir)} cannot be read. Start a new world with: npm run dev -- --reset`,
      );
    }
    keep(dataDir, state, named);
  }
  fs.rmSync(files.exit, { force: true });
  // The recorder may have it open: it goes on at the beginning.
  if (fs.existsSync(files.journal)) fs.truncateSync(files.journal);
  return isThere;
}

/** Writes where a chain starts from. */
export function keep(dataDir: string, state: ChainState, named: readonly bigint[]): void {
  const file = chainFiles(dataDir).state;
  prune(state, named);
  try {
    // Its number first: whoever wants only that reads the beginning.
    const { best_block_number, ...rest } = state;
    writeWhole(file, JSON.stringify({ best_block_number, ...rest }));
  } catch (cause) {
    if (!isDiskFull(cause)) throw cause;
    throw new Error(
      `There is no room on the disk for the chain's state (${file}). The world is unharmed: make room and start again.`,
      { cause },
    );
  }
}

function readWithJournal(files: ChainFiles): ChainState | undefined {
  const state = read(files.state);
  if (!state) return undefined;
  for (const record of readJournal(files.journal, Number(state.best_block_number))) addBlock(state, record);
  return state;
}

/** The newest block of the state that a chain started from. Reads only the beginning of the file. */
export function baseNumber({ state }: ChainFiles): number {
  const handle = fs.openSync(state, "r");
  const part = Buffer.alloc(4_096);
  const text = part.toString("latin1", 0, fs.readSync(handle, part));
  fs.closeSync(handle);
  const [, digits] = /"best_block_number":(\d+)/.exec(text) ?? [];
  if (digits === undefined) throw new Error(`${state} does not name its newest block.`);
  return Number(digits);
}

function read(file: string): ChainState | undefined {
  try {
    const text = fs.readFileSync(file);
    if (text.length > MAX_BYTES) return undefined;
    const state: ChainState = JSON.parse(text.toString("latin1"));
    return Array.isArray(state.blocks) && Array.isArray(state.transactions) ? state : undefined;
  } catch {
    return undefined; // absent, or torn
  }
}

/** Worlds of before numbered the files of each start; the newest number counts. */
function adoptNumbered(dataDir: string): void {
  const folder = chainFolder(dataDir);
  const numberOf = (name: string) => Number(/^\w+-(\d+)\.\w+$/.exec(name)?.[1] ?? 0);
  const names = fs.existsSync(folder) ? fs.readdirSync(folder).filter((name) => numberOf(name) > 0) : [];
  const newest = Math.max(...names.filter((name) => name.startsWith("state")).map(numberOf));
  for (const name of names) {
    const file = path.join(folder, name);
    if (numberOf(name) === newest) fs.renameSync(file, path.join(folder, name.replace(`-${newest}`, "")));
    else fs.rmSync(file);
  }
}
