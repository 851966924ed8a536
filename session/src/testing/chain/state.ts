import type { Address, Hex, Log } from "viem";
import type { SessionModule } from "../../grant/grant.ts";
import type { Permission } from "../../grant/grantTypes.ts";
import type { SponsorModule } from "../../operation/voucher.ts";
import { FIRST_EPOCH } from "../../sessions/readChain.ts";

/** A call by an account, as its target receives it. */
export type ExecutedCall = { from: Address; to: Address; value: bigint; data: Hex };

/**
 * The effect of a call on its target, which is not run. Return or throw nothing: it succeeds. `{ revert }`: it reverts with
 * these bytes. A thrown error: it reverts with `Error(message)`.
 */
export type Execute = ((call: ExecutedCall) => { revert: Hex } | undefined) | ((call: ExecutedCall) => void);

/** A policy contract's answer to a call; see `ISessionPolicy`. */
export type AskPolicy = (policy: Address, call: ExecutedCall & { validUntil: number; config: Hex }) => boolean;

/** Addresses of the contracts, and their constructors' arguments. */
export type Contracts = {
  chainId: number;
  entryPoint: Address;
  module: SessionModule;
  factory: Address;
  implementation: Address;
  webAuthnVerifier: Address | undefined;
  paymaster: (SponsorModule & { signer: Address }) | undefined;
  /** Targets that accounts of device keys may call. */
  playTargets: readonly Address[];
};

/** What is stored about a session; see `Budget.sol`. */
export type StoredSession = {
  permissions: readonly Permission[];
  isEnded: boolean;
  epoch: number;
  /** A voucher's cap in steps; 0: none was shown. */
  note: number;
  /** 0: it was ended before it was enabled. */
  validUntil: number;
  actionsLeft: bigint;
  spendLeft: bigint;
  gasLeftWei: bigint;
};

/** What a rule has counted in its newest period; see `Counter.sol`. */
export type Counter = { period: bigint; calls: bigint; amount: bigint; value: bigint };

/** The whole state of the chain. Values are immutable; keys are made by {@link keyOf}. */
export type State = {
  /** First owner by account: every account in here is deployed. */
  owners: Map<string, Hex>;
  balances: Map<string, bigint>;
  /** Deposits of accounts at the EntryPoint. */
  deposits: Map<string, bigint>;
  nonces: Map<string, bigint>;
  epochs: Map<string, Hex>;
  sessions: Map<string, StoredSession>;
  counters: Map<string, Counter>;
  /** Accounts that the sponsor no longer pays for. */
  denied: Set<string>;
  executed: readonly ExecutedCall[];
};

/** A log before it is in a block. */
export type PendingLog = Pick<Log, "address" | "data"> & { topics: readonly Hex[] };

/** What an operation leaves for its paymaster; transient. */
export type Credit = { account: Address; payer: Address; hash: Hex; maxCost: bigint; session: Hex; note: number };

/** A running transaction: it writes to its own state, which is kept if it succeeds. */
export type Transaction = {
  readonly contracts: Contracts;
  state: State;
  readonly nowSeconds: number;
  /** Hash of the previous block: nobody knows it earlier. */
  readonly blockHash: Hex;
  logs: readonly PendingLog[];
  credit: Credit | undefined;
  readonly execute: Execute;
  readonly askPolicy: AskPolicy | undefined;
};

/** An empty state. */
export const emptyState = (): State => ({
  ...{ owners: new Map(), balances: new Map(), deposits: new Map(), nonces: new Map(), epochs: new Map() },
  ...{ sessions: new Map(), counters: new Map(), denied: new Set(), executed: [] },
});

/** A copy that can be written to without changing the original. */
export const forkState = (state: State): State => ({
  owners: new Map(state.owners),
  balances: new Map(state.balances),
  deposits: new Map(state.deposits),
  nonces: new Map(state.nonces),
  epochs: new Map(state.epochs),
  sessions: new Map(state.sessions),
  counters: new Map(state.counters),
  denied: new Set(state.denied),
  executed: state.executed,
});

/** Number (4) || a part that nobody could know before it began (28). */
export const epochOf = (state: State, account: Address): Hex => state.epochs.get(keyOf(account)) ?? FIRST_EPOCH;

/** Key of a map, independent of upper and lower case. */
export const keyOf = (...parts: readonly (Hex | bigint | number)[]): string => parts.join("/").toLowerCase();
