import type { Abi, Address, Hex } from "viem";

import type { Call, FactoryArgs } from "./calls";
import type { Confirmations } from "./confirmations";
import type { Part, SessionKitError } from "./errors";
import type { Fees, GasLimits, OperationShape } from "./gas";
import type { SessionModule } from "./grant";
import type { KeyStore } from "./keyStore";
import type { Operation } from "./operation";
import type { SignedGrant } from "./operationSignature";
import type { LaneStart } from "./readChain";
import type { SessionSigner } from "./sessionKey";
import type { VoucherData } from "./voucher";

/** What goes out as one operation. `item` is the product's own, and must survive a structured clone. */
export type Batch<Item> = { calls: readonly Call[]; item: Item };

/**
 * Why a lane sends no more: its session cannot. `exhausted`: its limits are used up. `unsponsored`: its voucher is.
 * `denied`: the sponsor stopped paying. `refused`: the chain does not take the grant. `failed` is a defect, with its
 * error in the snapshot.
 */
export type LaneEnd = "expired" | "revoked" | "exhausted" | "unsponsored" | "denied" | "refused" | "failed";

/**
 * `queued`: taken, being built or waiting for a service. `rejected`: undone, or never accepted. `lost`: confirmed once,
 * taken back by a reorganisation, and no lane sends it again.
 */
export type LaneOperationStatus = "queued" | "sending" | "pending" | "confirmed" | "rejected" | "lost";

/** One operation of the lane, as a row to show. */
export type LaneOperation<Item> = {
  id: string;
  item: Item;
  status: LaneOperationStatus;
  startedAtMs: number;
  userOpHash?: Hex;
  transactionHash?: Hex;
  blockNumber?: bigint;
  gasUsed?: bigint;
  costWei?: bigint;
  /** What it is counted with against the session's gas budget. */
  maxCostWei?: bigint;
  /** Who paid; the zero address stands for the account. */
  paymaster?: Address;
  latencyMs?: number;
  /** Why it was rejected. */
  error?: SessionKitError;
};

/** An operation under way, as it is kept so that a reload picks it up again. */
export type Flight<Item> = {
  batch: Batch<Item>;
  operation: Operation;
  /** Hashes of every operation that was sent for this batch, newest last: any of them may be the one included. */
  hashes: readonly Hex[];
  /** Id of the session that signed it; a renewed session picks up what the one before left in flight. */
  session: Hex;
  enables: boolean;
  startedAtMs: number;
};

/** One batch, from being taken to its end. */
export type Delivery<Item> = {
  batch: Batch<Item>;
  row: LaneOperation<Item>;
  /** Undefined until it is built, and while it is made anew. */
  flight: Flight<Item> | undefined;
  /** Of every operation that was signed for it: any of them may be the one included. */
  hashes: readonly Hex[];
  /** How often it was made anew, how often nothing was heard of it, and how often a service could not take it. */
  rebuilds: number;
  silences: number;
  holds: number;
  /** A bundler took one of its operations: it may land whatever is answered later. */
  isTaken: boolean;
  /** Picked up from an earlier visit, so it may have landed long ago. */
  isRestored: boolean;
};

/** What a lane shows; immutable, a new one per change. */
export type LaneSnapshot<Item> = {
  /** `follower`: another tab of this browser sends. */
  role: "follower" | "sender";
  /** Newest first, the last fifty. */
  operations: readonly LaneOperation<Item>[];
  /** Whether the session is seen enabled on chain. */
  isEnabled: boolean;
  /** The service that is gone, or that cannot take it now and said why; and when it is asked again. Nothing is lost meanwhile. */
  down: { part: Part; retryAtMs: number; reason?: string } | undefined;
  ended: LaneEnd | undefined;
  error: SessionKitError | undefined;
};

/** The product's side of a lane. */
export type LaneSource<Item> = {
  /** Hands over everything that was played since the last time, coalesced; undefined when there is nothing. */
  take: () => Batch<Item> | undefined;
  /** Hears of a batch of an earlier visit, or of one that was lost, which is under way from now on. */
  resumed?: (batch: Batch<Item>) => void;
  /** Gets a batch back that was never sent for good, because the session ended: keep it for the next one. */
  giveBack: (batch: Batch<Item>) => void;
  /** Hears of each operation that is confirmed or rejected; once more when a reorganisation took it back. */
  settled: (operation: LaneOperation<Item>) => void;
  /** Hears of confirmed batches that a reorganisation took back, oldest first. They are sent again, each after `resumed`. */
  lost?: (batches: readonly Batch<Item>[]) => void;
};

/** Time, injected so that tests own it. */
export type Clock = {
  nowMs: () => number;
  /** Calls back once after a time. Returns its own undo. */
  after: (delayMs: number, act: () => void) => () => void;
};

/** Runs `run` while this tab alone holds the name; settles when `run` has, or when aborted before it began. */
export type Lock = (name: string, signal: AbortSignal, run: () => Promise<void>) => Promise<void>;

/** The outside of a lane. Every request may reject with UnavailableError (tried again) or RefusedError. */
export type LanePorts = {
  send: (operation: Operation) => Promise<void>;
  confirmations: Confirmations;
  readStart: () => Promise<LaneStart>;
  readNonce: (nonceKey: bigint) => Promise<bigint>;
  /** Known before the click: keep them fresh elsewhere, and answer at once. `isStale`: the last ones were refused. */
  readFees: (isStale: boolean) => Promise<Fees>;
  /** `areLow`: what was measured was refused as too low. */
  gasLimits: (shape: OperationShape, build: (limits: GasLimits) => Operation, areLow: boolean) => Promise<GasLimits>;
  /** Absent: the account pays for itself. Asked once, and again only when the voucher was refused. */
  requestVoucher?: () => Promise<VoucherData>;
  store: KeyStore;
  lock: Lock;
  clock: Clock;
  /** Chain clock, Unix seconds. */
  chainNow: () => number;
  /** Custom errors of the targets, so that a rejection has its reason. */
  abi?: Abi;
  /** How long to wait for a confirmation before looking it up. Default 4 s. */
  confirmTimeoutMs?: number;
};

/** Whose operations a lane sends. */
export type LaneSession = {
  module: SessionModule;
  entryPoint?: Address;
  signed: SignedGrant;
  signer: SessionSigner;
  factory: FactoryArgs;
  /** When a stored session already has one. */
  voucher?: VoucherData | undefined;
};

/** An ordered sending lane: at most one operation in flight. */
export type Lane<Item> = {
  getSnapshot: () => LaneSnapshot<Item>;
  /** Called after each change of the snapshot. Returns its own undo. */
  subscribe: (listener: () => void) => () => void;
  /** Something was played: the lane takes it as soon as nothing is in flight. */
  wake: () => void;
  /** Ask a service that is down again now, for example when the browser is back online. */
  retry: () => void;
  /** The chain was reorganised: look again at everything that was confirmed, and send again what is gone. */
  recheck: () => void;
  /** What it confirmed lately, for the lane that comes after it. */
  landed: () => readonly Delivery<Item>[];
  /** Sends nothing more. An operation in flight stays in the store and is picked up by the next lane. */
  stop: () => Promise<void>;
};
