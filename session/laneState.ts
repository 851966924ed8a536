import type { Confirmation } from "./confirmations";
import type { RefusedError, SessionKitError } from "./errors";
import type { Reaction } from "./laneReaction";
import type { Batch, Delivery, Flight, LaneEnd, LaneOperation } from "./laneTypes";
import type { LaneStart } from "./readChain";
import type { VoucherData } from "./voucher";

/** Where a lane stands; `laneMachine.ts` draws how they follow each other. */
export type LanePhase =
  | "starting"
  | "idle"
  | "building"
  | "sending"
  | "confirming"
  | "checking"
  | "learning"
  | "holding"
  | "rechecking"
  | "ended";

/** What the lane believes of chain and services; a refusal or a reorganisation corrects it. */
export type LaneFacts = {
  nonce: bigint;
  isDeployed: boolean;
  isEnabled: boolean;
  /** The paymaster has taken the session on: from then on operations carry no voucher. */
  isVoucherShown: boolean;
  voucher: VoucherData | undefined;
  areFeesStale: boolean;
  /** The limits that were used were too low: the bundler is asked. */
  areLimitsLow: boolean;
};

export type LaneState<Item> = {
  phase: LanePhase;
  facts: LaneFacts;
  delivery: Delivery<Item> | undefined;
  /** What goes before anything new: left by an earlier visit, or taken back by a reorganisation. Oldest first. */
  redo: readonly Delivery<Item>[];
  /** Confirmed lately; a reorganisation may take it back. Oldest first. */
  landed: readonly Delivery<Item>[];
  refusal: { error: RefusedError; reaction: Reaction } | undefined;
  /** Why what is under way waits; undefined as soon as it is taken. */
  held: RefusedError | undefined;
  /** The session was ended from elsewhere: what an earlier visit left is settled, and nothing new is taken. */
  over: LaneEnd | undefined;
  /** The chain was reorganised: everything confirmed is looked up again. */
  isDoubtful: boolean;
  /** The lane ended while this might still land: its record is kept, and the next lane settles it. */
  left: Delivery<Item> | undefined;
  /** Newest first. */
  rows: readonly LaneOperation<Item>[];
  ended: LaneEnd | undefined;
  error: SessionKitError | undefined;
};

/** What came of a phase, and what happened meanwhile. */
export type LaneEvent<Item> =
  | { type: "started"; start: LaneStart; left: Delivery<Item> | undefined }
  | { type: "taken"; delivery: Delivery<Item> }
  | { type: "built"; flight: Flight<Item>; voucher: VoucherData | undefined; maxCostWei: bigint }
  | { type: "sent" }
  | { type: "included"; confirmation: Confirmation; atMs: number; failure: SessionKitError }
  /** Not heard of in time; or looked for after a refusal and not on chain. */
  | { type: "silent"; isHole?: boolean }
  /** Its nonce was used, and its log is not to be had any more: what became of it is in the state of the target. */
  | { type: "unknown" }
  | { type: "refused"; error: RefusedError; secondsLeft: number }
  | { type: "learnt"; nonce?: bigint }
  | { type: "held" }
  | { type: "reorganised" }
  | { type: "rechecked"; start: LaneStart }
  | { type: "ended"; end: LaneEnd; error?: SessionKitError };

/** What the product is told, in order. */
export type LaneNews<Item> =
  | { type: "settled"; row: LaneOperation<Item> }
  | { type: "giveBack" | "resumed"; batch: Batch<Item> }
  | { type: "lost"; batches: readonly Batch<Item>[] };

export type LaneNext<Item> = { state: LaneState<Item>; news: readonly LaneNews<Item>[] };

/** @param landed What the lane before confirmed: a reorganisation may reach back to it. */
export const initialLane = <Item>(
  voucher: VoucherData | undefined,
  landed: readonly Delivery<Item>[] = [],
): LaneState<Item> => ({
  phase: "starting",
  facts: {
    ...{ nonce: 0n, isDeployed: false, isEnabled: false, isVoucherShown: false },
    ...{ voucher, areFeesStale: false, areLimitsLow: false },
  },
  ...{ delivery: undefined, redo: [], landed, refusal: undefined, held: undefined },
  ...{ over: undefined, isDoubtful: false, left: undefined },
  ...{ rows: [], ended: undefined, error: undefined },
});
