import * as z from "zod/mini";
import { freshness } from "./freshness";
import { address, bigintText, hash } from "./primitives";
import { runState } from "./run";

/** An expedition in a list. */
const listedRun = z.object({
  /** Counted per player from 1. */
  number: z.int(),
  /** 0 the day's, 1 practice, 2 in a room. */
  mode: z.int(),
  /** 1 Dash, 2 Walk, 3 Voyage. */
  length: z.int(),
  /** From which all of the island follows. */
  seed: z.int(),
  /** Unix seconds. In a room both are the room's, whenever the player came. */
  startedAt: bigintText,
  /** Exclusive. */
  endsAt: bigintText,
  points: z.int(),
  /** Percent of par, at most 150. */
  result: z.int(),
  state: runState,
});
export type ListedRun = z.infer<typeof listedRun>;

/** A session, and what was played with it. Timestamps of blocks, Unix seconds. */
const listedSession = z.object({
  session: hash,
  paymaster: address,
  startedSeconds: bigintText,
  /** Inclusive. */
  validUntil: bigintText,
  /** When it was revoked; absent if it was not. */
  endedSeconds: z.optional(bigintText),
  operations: z.int(),
  /** How many of these were paid, but their actions reverted. */
  failed: z.int(),
  /** Actions of the game that were accepted. */
  actions: z.int(),
  /** What the operations cost, whoever paid, in wei. */
  gasCost: bigintText,
});
export type ListedSession = z.infer<typeof listedSession>;

/** `GET /api/player/<account>`. */
export const player = z.object({
  ...freshness,
  account: address,
  /** The best daily expedition of each length; a length that was never played is absent. */
  best: z.array(listedRun),
  /** The newest first, at most 50. */
  runs: z.array(listedRun),
  /** The newest first, at most 50. */
  sessions: z.array(listedSession),
});
export type PlayerPage = z.infer<typeof player>;
