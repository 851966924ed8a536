import { copyFileSync, existsSync, readFileSync, renameSync, statSync, writeFileSync } from "node:fs";

type Block = { header: { number: string; timestamp: string }; transactions: unknown[] };
type ChainState = { best_block_number: number | string; blocks: Block[] };

/** Blocks that stay even when empty: what reads the tip (fees, reorgs, an indexer that was away) finds them. */
const RECENT_BLOCKS = 5_000;
/** Node reads no longer text into one string. */
const MAX_BYTES = 500_000_000;

/**
 * Makes anvil's state file good to continue from, before anvil reads it:
 * - A file that was half written when everything was killed gives way to the copy of the start before.
 * - anvil makes a genesis block at every start and saves it beside the true one; which of the two a later start takes
 *   for block 0 is chance. The chain's identity is the hash of block 0, so only the oldest stays.
 * - Four blocks a second, most of them empty, are 24 MB an hour: old empty ones go, those with transactions stay.
 */
export function mendChainState(file: string): void {
  const backup = `${file}.previous`;
  if (!existsSync(file) && !existsSync(backup)) return;
  const state = read(file) ?? read(backup);
  if (!state) {
    throw new Error(`The saved chain in ${file} cannot be read. Start a new world with: npm run dev -- --reset`);
  }
  const blocks = state.blocks.map((block) => ({ block, number: Number(block.header.number) }));
  const best = Number(state.best_block_number);
  const genesis = blocks
    .filter(({ number }) => number === 0)
    .sort((a, b) => Number(a.block.header.timestamp) - Number(b.block.header.timestamp))[0];
  state.blocks = blocks
    .filter((entry) =>
      entry.number === 0
        ? entry === genesis
        : entry.block.transactions.length > 0 || entry.number > best - RECENT_BLOCKS,
    )
    .map(({ block }) => block);
  writeFileSync(`${file}.new`, JSON.stringify(state));
  renameSync(`${file}.new`, file);
  copyFileSync(file, backup);
}

function read(file: string): ChainState | undefined {
  try {
    if (statSync(file).size > MAX_BYTES) return undefined;
    const state: ChainState = JSON.parse(readFileSync(file, "utf8"));
    return Array.isArray(state.blocks) ? state : undefined;
  } catch {
    return undefined; // absent, or half written
  }
}
