import type { Abi, Chain, Transport } from "viem";
import type { SessionDeployment } from "../deployment.ts";
import type { Clock } from "../lane/clock.ts";
import type { Lock } from "../lane/laneTypes.ts";
import type { Fees, GasTable } from "../operation/gas.ts";
import type { KeyStore } from "../store/keyStore.ts";

/** The parts of a world. */
export type CreateSessionsParameters = {
  chain: Chain;
  /** As returned by `deploySessionContracts`. */
  deployment: SessionDeployment;
  /** Reads the chain. With `webSocket()` confirmations are a subscription. Retries are switched off, because the lane retries. Default `http()`. */
  transport?: Transport;
  /** Any ERC-4337 bundler for EntryPoint v0.8. */
  bundler: Transport;
  /** ERC-7677 sponsor, such as that of `@hourglass/session/sponsor`. Absent: the account pays. */
  sponsor?: Transport | { transport: Transport; context?: Record<string, unknown> };
  /** Relays revocations by session keys and owners. Default: the sponsor. */
  relay?: Transport;
  /** Default: IndexedDB in a browser, memory elsewhere. */
  store?: KeyStore;
  /** Decides which of several tabs sends. Default: Web Locks, otherwise within the process. */
  lock?: Lock;
  /** Fees that are known before the click. Default: those that the bundler names, otherwise the chain's EIP-1559 estimate. */
  fees?: () => Promise<Fees>;
  /** Measured gas limits. Default: the bundler is asked once per shape of an operation. */
  gas?: GasTable;
  /** ABIs whose custom errors should be named. Those of permissions are always known. */
  errors?: readonly Abi[];
  /** Whether calls made while an operation is in flight go out together in the next one. Default true. */
  coalesce?: boolean;
  /** Receives log lines; never a key or a signature. Default: none. */
  log?: (line: SessionLogLine) => void;
  /** Default: the machine's. */
  clock?: Clock;
};
/** One line of a log: what happened, with useful details. */
export type SessionLogLine = { level: "debug" | "info" | "warn"; event: string; details: Record<string, unknown> };
