import type { RefusedError, SessionError } from "../errors/errors.ts";
import type { VoucherData } from "../operation/voucher.ts";
import type { LaneStart } from "../sessions/readChain.ts";
import type { Confirmation } from "./confirmations.ts";
import type { Reaction } from "./laneReaction.ts";
import type { Batch, Delivery, Flight, LaneEnd, LaneOperation, LaneSession } from "./laneTypes.ts";

/** The state of a lane; `laneMachine.ts` shows the transitions. */
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

/** What the lane believes about chain and services; a refusal or a reorganisation corrects it. */
export type LaneFacts = {
  nonce: bigint;
  isDeployed: boolean;
  isEnabled: boolean;
  /** The paymaster has accepted the session: from then on operations carry no voucher. */
  isVoucherShown: boolean;
  voucher: VoucherData | undefined;
  areFeesStale: boolean;
  /** The limits in use were too low: the bundler is asked. */
  areLimitsLow: boolean;
};

export type LaneState<Item> = {
  phase: LanePhase;
  facts: LaneFacts;
  delivery: Delivery<Item> | undefined;
  /** What must be sent before anything new: left by an earlier visit, or removed by a reorganisation. Oldest first. */
  redo: readonly Delivery<Item>[];
  /** Confirmed recently; a reorganisation may remove it. Oldest first. */
  landed: readonly Delivery<Item>[];
  refusal: { error: RefusedError; reaction: Reaction } | undefined;
  /** Why the current batch waits; undefined once it is accepted. */
  held: RefusedError | undefined;
  /** The session was ended elsewhere: what an earlier visit left is settled, and nothing new is taken. */
  over: LaneEnd | undefined;
  /** The chain was reorganised: everything confirmed is looked up again. */
  isDoubtful: boolean;
  /** The lane ended while this might still be included: its record is kept, and the next lane settles it. */
  left: Delivery<Item> | undefined;
  /** Newest first. */
  rows: readonly LaneOperation<Item>[];
  ended: LaneEnd | undefined;
  error: SessionError | undefined;
};

/** Results of a phase, and events meanwhile. */
export type LaneEvent<Item> =
  | { type: "started"; start: LaneStart; left: Delivery<Item> | undefined }
  | { type: "taken"; delivery: Delivery<Item> }
  | { type: "built"; flight: Flight<Item>; voucher: VoucherData | undefined; maxCostWei: bigint; atMs: number }
  | { type: "sent"; atMs: number }
  | { type: "included"; confirmation: Confirmation; atMs: number; failure: SessionError }
  /** No event in time; or not found on chain after a refusal. */
  | { type: "silent"; isHole?: boolean }
  /** Its nonce was used, and its log is no longer available: only the state of the target shows the result. */
  | { type: "unknown" }
  | { type: "refused"; error: RefusedError; secondsLeft: number }
  | { type: "learnt"; nonce?: bigint }
  | { type: "held" }
  | { type: "reorganised" }
  | { type: "rechecked"; start: LaneStart }
  | { type: "ended"; end: LaneEnd; error?: SessionError };

/** What to tell the product, in order. */
export type LaneNews<Item> =
  | { type: "settled"; row: LaneOperation<Item> }
  | { type: "giveBack" | "resumed"; batch: Batch<Item> }
  | { type: "lost"; batches: readonly Batch<Item>[] };

export type LaneNext<Item> = { state: LaneState<Item>; news: readonly LaneNews<Item>[] };

/** @param landed What the previous lane confirmed: a reorganisation may reach back to it. */
export const initialLane = <Item>(
  { voucher, seen }: Pick<LaneSession, "voucher" | "seen"> = {},
  landed: readonly Delivery<Item>[] = [],
): LaneState<Item> => ({
  phase: "starting",
  facts: {
    ...{ nonce: 0n, isDeployed: false, isEnabled: seen?.status === "enabled", isVoucherShown: false },
    ...{ voucher, areFeesStale: false, areLimitsLow: false },
  },
  ...{ delivery: undefined, redo: [], landed, refusal: undefined, held: undefined },
  ...{ over: undefined, isDoubtful: false, left: undefined },
  ...{ rows: [], ended: undefined, error: undefined },
});
