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
  bundler: Client<Transport>;
  sponsor: Client<Transport>;
  reader: WorldReader;
  /** Opened once, at the first use. */
  readKeyStore: () => Promise<KeyStore>;
};

/** Creates the context of one world. */
export function createContext(config: Config): Context {
  const { deployment, worldId } = config;
  const chain = defineChain({
    id: deployment.chainId,
    name: "Hourglass",
    nativeCurrency: { name: "Ether", symbol: "ETH", decimals: 18 },
    rpcUrls: { default: { http: ["/api/rpc"] } },
  });
  const rpc = createPublicClient({ chain, transport: http("/api/rpc", { retryCount: 0, timeout: 10_000 }) });
  const island = readIsland(deployment.seed);
  let keyStore: Promise<KeyStore> | undefined;
  return {
    config,
    island,
    clock: createChainClock(),
    rpc,
    bundler: createClient({ transport: http("/api/bundler", { retryCount: 0, timeout: 10_000 }) }),
    sponsor: createClient({ transport: http("/api/sponsor", { retryCount: 0, timeout: 10_000 }) }),
    reader: createWorldReader(rpc, deployment.hourglass, island),
    readKeyStore: () => {
      keyStore ??= openKeyStore(keyStoreName(worldId), readDatabases());
      return keyStore;
    },
  };
}
