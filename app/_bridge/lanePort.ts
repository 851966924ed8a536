import type { Batch, SessionError } from "@hourglass/session/core";
import type { BatchItem } from "./operationRows";
import type { SessionLimits } from "./sessionLimits";

/** The game's side of the lane: prediction in, batches out. All for one account; what comes for another is ignored. */
export type PlayOf = {
  take: () => Batch<BatchItem> | undefined;
  /** A batch of an earlier visit, or one that was lost, is under way. */
  resume: (item: BatchItem) => void;
  giveBack: (item: BatchItem) => void;
  lose: (items: readonly BatchItem[]) => void;
  /** An operation ended; resolves when the prediction is based on the chain's state after it. */
  settle: (item: BatchItem, block: bigint | undefined, failure: SessionError | undefined) => Promise<void>;
};

/** The player, and what the session allows now. */
export type Player = {
  /** Key of the player in the world; undefined while nobody is connected. */
  self: string | undefined;
  isPlayable: boolean;
  /** What is left of the session; undefined until the chain has said it. */
  limits: SessionLimits | undefined;
};
