import { mkdirSync, rmSync } from "node:fs";
import path from "node:path";
import { createPublicClient, http } from "viem";
import { mendChainState } from "./chainState.ts";
import { type Child, type PartOptions, startChild } from "./child.ts";
import { foundryBinary } from "./foundry.ts";
import { until } from "./until.ts";

export const LOCAL_CHAIN_ID = 31337;
/** As fast as the fastest L2s give out blocks: what feels good here feels good there. */
export const BLOCK_TIME_MS = 250;

/** What a kill -9 may cost. Shorter would stall the chain more often: it writes all it knows each time. */
const SAVE_INTERVAL_SECONDS = 15;

const stateFile = (dataDir: string) => path.join(dataDir, "chain", "state.json");

/** Starts anvil on loopback; it continues the chain saved in `dataDir`, or begins a new one. */
export async function startChain({ dataDir, port, signal }: PartOptions): Promise<Child> {
  const file = stateFile(dataDir);
  mkdirSync(path.dirname(file), { recursive: true });
  mendChainState(file);
  const flags = {
    host: "127.0.0.1",
    port,
    "chain-id": LOCAL_CHAIN_ID,
    // Osaka brings the precompile that makes P-256 signatures cheap.
    hardfork: "osaka",
    "block-time": BLOCK_TIME_MS / 1000,
    state: file,
    "state-interval": SAVE_INTERVAL_SECONDS,
    // Past states go to a folder of this chain, not to the home folder, where they would pile up.
    "cache-path": path.join(dataDir, "chain", "past"),
  };
  const args = Object.entries(flags).flatMap(([flag, value]) => [`--${flag}`, String(value)]);
  // Its log names every call; four blocks a second would fill the disk.
  const child = startChild({
    name: "chain",
    command: foundryBinary("anvil"),
    args: [...args, "--quiet"],
    dataDir,
    signal,
  });
  const client = createPublicClient({ transport: http(`http://127.0.0.1:${port}`, { retryCount: 0 }) });
  await until("the chain answers", child, () =>
    client.getChainId().then(
      (seen) => seen === LOCAL_CHAIN_ID,
      () => false,
    ),
  );
  return child;
}

export function eraseChain(dataDir: string): void {
  rmSync(path.dirname(stateFile(dataDir)), { recursive: true, force: true });
}
