import { z } from "zod";
import { mapColumns } from "./columns";
import { countedDeeds } from "./deedColumns";
import { freshness } from "./freshness";
import { address, bigintText, hash } from "./primitives";

/** What was done, in numbers. */
export const deeds = {
  ...mapColumns(countedDeeds, () => z.number().int()),
  /** Sand earned in play, in the smallest unit. */
  sandEarned: bigintText,
};

/** The window of a session, and whether it was ended. Timestamps of blocks, Unix seconds. */
const window = {
  session: hash,
  startedSeconds: bigintText,
  /** Inclusive. */
  validUntil: bigintText,
  /** When it was revoked; absent if it was not. */
  endedSeconds: bigintText.optional(),
};

/** The summary of one session. */
export const expedition = z.object({
  ...window,
  ...deeds,
  operations: z.number().int(),
  /** How many of these were paid, but their actions reverted. */
  failed: z.number().int(),
  actions: z.number().int(),
  /** What the operations cost, whoever paid, in wei. */
  gasCost: bigintText,
});
export type Expedition = z.infer<typeof expedition>;

/** `GET /api/player/<account>`. */
export const player = z.object({
  ...freshness,
  account: address,
  /** The sums; absent for an account that has not played yet. */
  sums: z
    .object({
      ...deeds,
      rank: z.number().int(),
      score: z.number().int(),
      firstSeconds: bigintText,
      lastSeconds: bigintText,
    })
    .optional(),
  quests: z.array(z.object({ quest: z.number().int(), name: z.string(), sand: bigintText, seconds: bigintText })),
  /** The newest first, at most 50. */
  expeditions: z.array(expedition),
  /** The newest first, at most 50. */
  sessions: z.array(z.object({ ...window, paymaster: address })),
});
export type PlayerPage = z.infer<typeof player>;
