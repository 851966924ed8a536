import { type Abi, type Address, type Chain, type Client, createClient, http, type Transport } from "viem";
import { entryPoint08Address } from "viem/account-abstraction";
import type { SessionDeployment } from "../deployment.ts";
import { InvalidInputError } from "../errors/errors.ts";
import { type SessionModule, sessionModuleOf } from "../grant/grant.ts";
import type { Clock } from "../lane/clock.ts";
import { systemClock } from "../lane/clock.ts";
import type { Lock } from "../lane/laneTypes.ts";
import { readBundlerFees } from "../operation/fees.ts";
import type { Fees, GasTable } from "../operation/gas.ts";
import type { OwnerContext } from "../owners/sources.ts";
import type { KeyStore } from "../store/keyStore.ts";
import { createLocalLock, createWebLock } from "../store/locks.ts";
import { indexedDbStore, memoryStore } from "../store/sessionStore.ts";
import { type ChainClock, createChainClock } from "./chainClock.ts";
import type { CreateSessionsParameters, SessionLogLine } from "./parameters.ts";

/** One world with all defaults filled in. */
export type World = OwnerContext & {
  chainId: number;
  entryPoint: Address;
  module: SessionModule;
  rpc: Client<Transport, Chain, undefined>;
  bundler: Client<Transport>;
  sponsor: { client: Client<Transport>; context: Record<string, unknown> } | undefined;
  relay: Client<Transport> | undefined;
  store: KeyStore;
  /** Across tabs. */
  lock: Lock;
  clock: Clock;
  chainClock: ChainClock;
  readFees: () => Promise<Fees>;
  gas: GasTable | undefined;
  errors: Abi;
  coalesce: boolean;
  log: (line: SessionLogLine) => void;
  /** Closes what was created here; a store that was passed in belongs to the caller. */
  dispose: () => void;
};

/**
 * Fills in the defaults. Opens no connection and makes no request.
 * @param parameters See {@link CreateSessionsParameters}.
 * @throws InvalidInputError if chain and deployment are not of one chain.
 */
export function createWorld(parameters: CreateSessionsParameters): World {
  const { chain, deployment, transport = http(), bundler, sponsor } = parameters;
  if (chain.id !== deployment.chainId) {
    throw new InvalidInputError("Chain and deployment do not belong together.", {
      details: `chain ${chain.id}, deployment of chain ${deployment.chainId}`,
    });
  }
  const { clock = systemClock, coalesce = true, log = () => undefined, gas, errors = [] } = parameters;
  const store = parameters.store ?? createStore(deployment);
  const lock = parameters.lock ?? createLock();
  const connect = (to: Transport) => createClient({ chain, transport: withoutRetries(to), pollingInterval: 1_000 });
  const rpc = connect(transport);
  const bundlerClient = connect(bundler);
  const paid = sponsor && (typeof sponsor === "function" ? { transport: sponsor } : sponsor);
  const sponsorClient = paid && { client: connect(paid.transport), context: paid.context ?? {} };
  return {
    ...{ chainId: chain.id, deployment, entryPoint: deployment.entryPoint ?? entryPoint08Address },
    module: sessionModuleOf(deployment),
    ...{ rpc, bundler: bundlerClient, sponsor: sponsorClient },
    relay: parameters.relay ? connect(parameters.relay) : sponsorClient?.client,
    ...{
      store,
      clock,
      chainClock: createChainClock(clock.nowMs),
      lock,
    },
    readFees: parameters.fees ?? (() => readBundlerFees(bundlerClient, rpc)),
    ...{ gas, errors: errors.flat(), coalesce, log },
    dispose: () => {
      if (!parameters.store) store.close();
    },
  };
}

/** One database for each deployment: another chain never finds these records. */
function createStore({ chainId, sessionValidator, playerAccountFactory }: SessionDeployment): KeyStore {
  if (typeof indexedDB === "undefined") return memoryStore();
  return indexedDbStore(`session-${chainId}-${sessionValidator.slice(2, 10)}-${playerAccountFactory.slice(2, 10)}`);
}

const createLock = (): Lock =>
  typeof navigator !== "undefined" && navigator.locks ? createWebLock(navigator.locks) : createLocalLock();

/** The lane retries, and says which part is down; a transport that retries by itself would hide that. */
const withoutRetries =
  (transport: Transport): Transport =>
  (options) =>
    transport({ ...options, retryCount: 0 });
