import {
  type Client,
  createClient,
  createPublicClient,
  defineChain,
  http,
  type PublicClient,
  type Transport,
} from "viem";

import type { Config } from "@/app/_api/config";
import { readIsland } from "@/game/rules/island";
import type { Island } from "@/game/rules/types";
import { type KeyStore, openKeyStore } from "@/session/keyStore";
import type { Lock } from "@/session/laneTypes";
import { createKeptLock, createLocalLock, createWebLock, type KeptLock } from "@/session/locks";
import { type ChainClock, createChainClock } from "./chainClock";
import { keyStoreName, readDatabases } from "./memory";
import { createWorldReader, type WorldReader } from "./worldReader";

/** What every part of the bridge shares: one world, its clients, its clock, its key store. */
export type Context = {
  config: Config;
  island: Island;
  clock: ChainClock;
  /** Through the app's own proxies; none retries by itself, the lane does. */
  rpc: PublicClient;
  /** The same chain, calls of the same moment in one request: for the market, which looks at many offers at once. */
  batchedRpc: PublicClient;
  bundler: Client<Transport>;
  sponsor: Client<Transport>;
  reader: WorldReader;
  /** Which tab of this browser sends; kept while a session is renewed. */
  lock: KeptLock;
  /** Opened once, at the first use. */
  readKeyStore: () => Promise<KeyStore>;
};

/**
 * Creates the context of one world.
 * @param onStorageLost Called when the browser takes its storage away while the page plays.
 */
export function createContext(config: Config, onStorageLost: () => void): Context {
  const { deployment, worldId } = config;
  const chain = defineChain({
    id: deployment.chainId,
    name: "Hourglass",
    nativeCurrency: { name: "Ether", symbol: "ETH", decimals: 18 },
    rpcUrls: { default: { http: ["/api/rpc"] } },
  });
  const once = { retryCount: 0, timeout: 10_000 } as const;
  const rpc = createPublicClient({ chain, transport: http("/api/rpc", once) });
  // Not everything is batched: all answers to one request together are limited in size, and the island's nodes are many.
  const batchedRpc = createPublicClient({ chain, transport: http("/api/rpc", { ...once, batch: { batchSize: 50 } }) });
  const island = readIsland(deployment.seed);
  let keyStore: Promise<KeyStore> | undefined;
  return {
    config,
    island,
    clock: createChainClock(),
    rpc,
    batchedRpc,
    bundler: createClient({ transport: http("/api/bundler", once) }),
    sponsor: createClient({ transport: http("/api/sponsor", once) }),
    reader: createWorldReader(rpc, deployment.hourglass, island),
    lock: createKeptLock(readLocks()),
    readKeyStore: () => {
      keyStore ??= openKeyStore(keyStoreName(worldId), readDatabases(), onStorageLost);
      return keyStore;
    },
  };
}

/** A browser that blocks all site data refuses its locks too. */
function readLocks(): Lock {
  try {
    return globalThis.navigator?.locks ? createWebLock(navigator.locks) : createLocalLock();
  } catch {
    return createLocalLock();
  }
}
