import type { Lock } from "@hourglass/session/core";
import {
  type ChainClock,
  createChainClock,
  createKeptLock,
  createLocalLock,
  createWebLock,
  type KeptLock,
  type KeyStore,
  openKeyStore,
} from "@hourglass/session/core";
import { type Client, createClient, http, type Transport } from "viem";
import type { Config } from "@/app/_api/config";
import type { ChainReader } from "./chainReader";
import { createReaders, once } from "./createReaders";
import { keyStoreName, readDatabases } from "./memory";
import { createWorldReader, type WorldReader } from "./worldReader";

/** What all parts of the bridge share: one world, its clients, its clock, its key store. */
export type Context = {
  config: Config;
  clock: ChainClock;
  /** Through the app's own proxies; none retries by itself, the lane does. */
  rpc: ChainReader;
  /** The same chain, calls of the same moment in one request: for whoever asks much at once. */
  batchedRpc: ChainReader;
  bundler: Client<Transport>;
  sponsor: Client<Transport>;
  reader: WorldReader;
  /** Decides which tab of this browser sends; kept while a session is renewed. */
  lock: KeptLock;
  /** Opened once, on first use. */
  readKeyStore: () => Promise<KeyStore>;
};

/**
 * Creates the context of one world.
 * @param onStorageLost Called when the browser removes its storage while the page is open.
 */
export function createContext(config: Config, onStorageLost: () => void): Context {
  const { deployment, worldId } = config;
  const { rpc, batchedRpc } = createReaders(deployment.chainId);
  let keyStore: Promise<KeyStore> | undefined;
  return {
    config,
    clock: createChainClock(),
    rpc,
    batchedRpc,
    bundler: createClient({ transport: http("/api/bundler", once) }),
    sponsor: createClient({ transport: http("/api/sponsor", once) }),
    reader: createWorldReader(rpc, batchedRpc, deployment.hourglass),
    lock: createKeptLock(readLocks()),
    readKeyStore: () => {
      keyStore ??= openKeyStore(keyStoreName(worldId), readDatabases(), onStorageLost);
      return keyStore;
    },
  };
}

/** A browser that blocks all site data also refuses locks. */
function readLocks(): Lock {
  try {
    return globalThis.navigator?.locks ? createWebLock(navigator.locks) : createLocalLock();
  } catch {
    return createLocalLock();
  }
}
