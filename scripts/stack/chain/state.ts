import { gunzipSync } from "node:zlib";
import { type Address, type Client, type Hex, hexToBytes } from "viem";

/** What anvil writes down and starts from (`--dump-state`, `--load-state`), as far as we look into it. */
export type ChainState = {
  block: Record<string, unknown>;
  accounts: Record<Address, Account>;
  best_block_number: number | string;
  blocks: StateBlock[];
  transactions: StateTransaction[];
  historical_states: null;
};

export type Account = { nonce: number; balance: Hex; code: Hex; storage: Record<Hex, Hex> };
export type Header = Record<string, Hex> & { number: Hex; timestamp: Hex; parentHash: Hex };
type StateBlock = { header: Header; transactions: unknown[]; ommers: unknown[]; withdrawals: null };
type StateTransaction = {
  info: Record<string, unknown> & { traces?: unknown[] };
  receipt: unknown;
  block_hash: Hex;
  block_number: number;
};

/** The state of a chain that runs. */
export async function readState(client: Client): Promise<ChainState> {
  const packed = await client.request<{ ReturnType: Hex }>({ method: "anvil_dumpState" } as never);
  return JSON.parse(gunzipSync(hexToBytes(packed)).toString());
}

/** Blocks that stay even when empty: what reads the tip (fees, reorgs, an indexer that was away) finds them. */
const RECENT_BLOCKS = 5_000;

/**
 * Takes out of a state what nobody asks for again, so that a world that runs for weeks still starts in seconds:
 * - Empty blocks of long ago: four a second are 24 MB an hour. Those that are named by their number stay.
 * - Every block 0 but the oldest: anvil makes one at each start and writes it down beside the true one.
 * - Call traces of old transactions, which are most of the file.
 */
export function prune(state: ChainState, named: readonly bigint[], recent = RECENT_BLOCKS): void {
  const best = Number(state.best_block_number);
  const keeps = new Set(named.map(Number));
  const genesis = state.blocks
    .filter(({ header }) => Number(header.number) === 0)
    .sort((a, b) => Number(a.header.timestamp) - Number(b.header.timestamp))[0];
  state.blocks = state.blocks.filter((block) => {
    const number = Number(block.header.number);
    if (number === 0) return block === genesis;
    return block.transactions.length > 0 || number > best - recent || keeps.has(number);
  });
  for (const { info } of state.transactions) info.traces = [];
}
