import type { Abi, Address, Hex } from "viem";
import type { Part, SessionError } from "../errors/errors.ts";
import type { SessionModule } from "../grant/grant.ts";
import type { SessionSigner } from "../keys/sessionKey.ts";
import type { Call, FactoryArgs } from "../operation/calls.ts";
import type { Fees, GasLimits, OperationShape } from "../operation/gas.ts";
import type { SignedGrant } from "../operation/operationSignature.ts";
import type { Operation } from "../operation/operationType.ts";
import type { VoucherData } from "../operation/voucher.ts";
import type { LaneStart, SessionState } from "../sessions/readChain.ts";
import type { KeyStore } from "../store/keyStore.ts";
import type { Clock } from "./clock.ts";
import type { Confirmations } from "./confirmations.ts";

/** Calls that are sent as one operation. `item` belongs to the product, and must survive a structured clone. */
export type Batch<Item> = { calls: readonly Call[]; item: Item };

/**
 * Why a lane sends nothing more. `exhausted`: the session's limits are used up. `unsponsored`: its voucher is.
 * `denied`: the sponsor stopped paying. `refused`: the chain does not accept the grant. `failed` is a bug, with its
 * error in the snapshot.
 */
export type LaneEnd = "expired" | "revoked" | "exhausted" | "unsponsored" | "denied" | "refused" | "failed";

/**
 * `queued`: taken, being built or waiting for a service. `rejected`: reverted, or never accepted. `lost`: confirmed once,
 * then removed by a reorganisation, and no lane sends it again.
 */
export type LaneOperationStatus = "queued" | "sending" | "pending" | "confirmed" | "rejected" | "lost";

/** One operation of the lane, as a row to show. */
export type LaneOperation<Item> = {
  id: string;
  item: Item;
  status: LaneOperationStatus;
  startedAtMs: number;
  /** When the session key signed it, and when a bundler accepted it; unknown after a reload. */
  signedAtMs?: number;
  acceptedAtMs?: number;
  /** Whether it creates the account, and whether it enables the session; known once it is built. */
  deploys?: boolean;
  enables?: boolean;
  userOpHash?: Hex;
  transactionHash?: Hex;
  blockNumber?: bigint;
  gasUsed?: bigint;
  costWei?: bigint;
  /** The cost that counts against the session's gas budget. */
  maxCostWei?: bigint;
  /** Who paid; the zero address means the account. */
  paymaster?: Address;
  /** From `startedAtMs` to the block. */
  latencyMs?: number;
  /** Why it was rejected. */
  error?: SessionError;
};

/** An operation in flight, as stored so that a reload picks it up again. */
export type Flight<Item> = {
  batch: Batch<Item>;
  operation: Operation;
  /** Hashes of every operation that was sent for this batch, newest last: any of them may be the included one. */
  hashes: readonly Hex[];
  /** Id of the session that signed it; a renewed session picks up what the previous one left in flight. */
  session: Hex;
  enables: boolean;
  startedAtMs: number;
};

/** One batch, from when it is taken to its end. */
export type Delivery<Item> = {
  batch: Batch<Item>;
  row: LaneOperation<Item>;
  /** Undefined until it is built, and while it is rebuilt. */
  flight: Flight<Item> | undefined;
  /** Of every operation that was signed for it: any of them may be the included one. */
  hashes: readonly Hex[];
  /** How often it was rebuilt, how often no event arrived, and how often a service could not accept it. */
  rebuilds: number;
  silences: number;
  holds: number;
  /** A bundler accepted one of its operations: it may be included whatever the bundler answers later. */
  isTaken: boolean;
  /** Picked up from an earlier visit, so it may have been included long ago. */
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
  /** The service that is down, or that cannot serve now and said why; and when it is asked again. Nothing is lost meanwhile. */
  down: { part: Part; retryAtMs: number; reason?: string } | undefined;
  ended: LaneEnd | undefined;
  error: SessionError | undefined;
};

/** The product's side of a lane. */
export type LaneSource<Item> = {
  /** Hands over everything that was played since the last time, combined; undefined if there is nothing. */
  take: () => Batch<Item> | undefined;
  /** Called for a batch of an earlier visit, or a lost one, that is in flight from now on. */
  resumed?: (batch: Batch<Item>) => void;
  /** Returns a batch that was not sent because the session ended: keep it for the next one. */
  giveBack: (batch: Batch<Item>) => void;
  /** Called for each operation that is confirmed or rejected; once more if a reorganisation removed it. */
  settled: (operation: LaneOperation<Item>) => void;
  /** Called with confirmed batches that a reorganisation removed, oldest first. They are sent again, each after `resumed`. */
  lost?: (batches: readonly Batch<Item>[]) => void;
};

/** Runs `run` while only this tab holds the name; settles when `run` has, or when aborted before it began. */
export type Lock = (name: string, signal: AbortSignal, run: () => Promise<void>) => Promise<void>;

/** The outside of a lane. Every request may reject with UnavailableError (tried again) or RefusedError. */
export type LanePorts = {
  /** Sends an operation to the bundler. */
  send: (operation: Operation) => Promise<void>;
  confirmations: Confirmations;
  /** What must be known before the first operation. */
  readStart: () => Promise<LaneStart>;
  /** The next whole nonce of a lane. */
  readNonce: (nonceKey: bigint) => Promise<bigint>;
  /** Known before the click: keep them fresh elsewhere, and answer at once. `isStale`: the last ones were refused. */
  readFees: (isStale: boolean) => Promise<Fees>;
  /** `areLow`: the measured limits were refused as too low. */
  gasLimits: (shape: OperationShape, build: (limits: GasLimits) => Operation, areLow: boolean) => Promise<GasLimits>;
  /** Absent: the account pays for itself. Called once, and again only if the voucher was refused. */
  requestVoucher?: () => Promise<VoucherData>;
  store: KeyStore;
  lock: Lock;
  clock: Clock;
  /** Chain clock, Unix seconds. */
  chainNow: () => number;
  /** Custom errors of the targets, so that a rejection has its reason. */
  abi?: Abi;
  /** How long to wait for a confirmation before querying the chain. Default 4 s. */
  confirmTimeoutMs?: number;
};

/** Whose operations a lane sends. */
export type LaneSession = {
  module: SessionModule;
  entryPoint?: Address;
  signed: SignedGrant;
  signer: SessionSigner;
  factory: FactoryArgs;
  /** If a stored session already has one. */
  voucher?: VoucherData | undefined;
  /** If it was played before: its state on chain. The lane reads it again before it sends. */
  seen?: SessionState | undefined;
};

/** An ordered sending lane: at most one operation in flight. */
export type Lane<Item> = {
  /** What it shows now. */
  getSnapshot: () => LaneSnapshot<Item>;
  /** Called after each change of the snapshot. Returns a function that unsubscribes. */
  subscribe: (listener: () => void) => () => void;
  /** Something was played: the lane takes it once nothing is in flight. */
  wake: () => void;
  /** Asks a service that is down again now, for example when the browser is back online. */
  retry: () => void;
  /** The chain was reorganised: checks everything that was confirmed again, and resends what is gone. */
  recheck: () => void;
  /** What it confirmed recently, for the next lane. */
  landed: () => readonly Delivery<Item>[];
  /** Sends nothing more. An operation in flight stays in the store, and the next lane picks it up. */
  stop: () => Promise<void>;
};
