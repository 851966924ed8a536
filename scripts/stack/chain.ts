import { mkdirSync, rmSync } from "node:fs";
import path from "node:path";
import { createPublicClient, http } from "viem";
import { readState } from "./chain/state.ts";
import { chainFiles, chainFolder, keep, prepareChain } from "./chain/store.ts";
import { type Child, type PartOptions, startChild } from "./child.ts";
import { readStartBlocks } from "./deployed.ts";
import { foundryBinary } from "./foundry.ts";
import { until } from "./until.ts";

export const LOCAL_CHAIN_ID = 31337;
/** As fast as the fastest L2s give out blocks: what feels good here feels good there. */
export const BLOCK_TIME_MS = 250;

/** anvil saves its state in between as well, once a minute unless told. It stands still meanwhile; the journal does not. */
const NEVER_SECONDS = 10 * 365 * 24 * 3600;

export type ChainOptions = PartOptions & {
  /** Takes contracts that no other chain takes: those that are swapped in while somebody develops are not optimised. */
  allowsLargeCode?: boolean;
};

/** Starts anvil on loopback; it continues the chain saved in `dataDir`, or begins a new one. */
export async function startChain({ dataDir, port, signal, allowsLargeCode = false }: ChainOptions): Promise<Child> {
  mkdirSync(chainFolder(dataDir), { recursive: true });
  const files = chainFiles(dataDir);
  const continues = prepareChain(dataDir, readStartBlocks(dataDir));
  const flags = {
    host: "127.0.0.1",
    port,
    "chain-id": LOCAL_CHAIN_ID,
    // Osaka brings the precompile that makes P-256 signatures cheap.
    hardfork: "osaka",
    "block-time": BLOCK_TIME_MS / 1000,
    ...(continues ? { "load-state": files.state } : {}),
    "dump-state": files.exit,
    "state-interval": NEVER_SECONDS,
    // Past states go to a folder of this chain, not to the home folder, where they would pile up.
    "cache-path": path.join(chainFolder(dataDir), "past"),
  };
  const args = Object.entries(flags).flatMap(([flag, value]) => [`--${flag}`, String(value)]);
  const child = startChild({
    name: "chain",
    command: foundryBinary("anvil"),
    // Its log names every call; four blocks a second would fill the disk. Without --no-cors every page that the player
    // has open could ask it: nothing of ours asks from a page.
    args: [...args, "--quiet", "--no-cors", ...(allowsLargeCode ? ["--disable-code-size-limit"] : [])],
    dataDir,
    signal,
  });
  const client = createPublicClient({ transport: http(`http://127.0.0.1:${port}`, { retryCount: 0 }) });
  await until("the chain answers", child, async () => (await client.getChainId()) === LOCAL_CHAIN_ID);
  if (continues) return child;
  try {
    // The journal needs something to stand on: who owns what in block 0.
    keep(dataDir, await readState(client), []);
  } catch (error) {
    await child.stop();
    throw error;
  }
  return child;
}

export function eraseChain(dataDir: string): void {
  rmSync(chainFolder(dataDir), { recursive: true, force: true });
}
