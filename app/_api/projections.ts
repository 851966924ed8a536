import { z } from "zod";

import { freshness } from "./freshness";
import { deeds } from "./player";
import { address, bigintText, count } from "./primitives";

/** Query of `GET /api/leaderboard`. */
export const leaderboardQuery = z.object({ limit: count(100).default(20) });

/** `GET /api/leaderboard`. */
export const leaderboard = z.object({
  ...freshness,
  players: z.array(
    z.object({
      rank: z.number().int(),
      account: address,
      score: z.number().int(),
      ...deeds,
      /** Timestamp, Unix seconds. */
      lastSeconds: bigintText,
    }),
  ),
});
export type Leaderboard = z.infer<typeof leaderboard>;

/** Query of `GET /api/activity`: the newest first, of everybody or of one account; `before` gets the next page. */
export const activityQuery = z.object({
  account: address.optional(),
  limit: count(100).default(30),
  before: z
    .string()
    .regex(/^[0-9]{1,18}-[0-9]{1,9}$/, { error: "allowed: the `next` of the previous page" })
    .optional(),
});

/** `GET /api/activity`. */
export const activity = z.object({
  ...freshness,
  activities: z.array(
    z.object({
      id: z.string(),
      account: address,
      /** Name of the game's event. */
      kind: z.string(),
      /** Its arguments by name, numbers as decimal text. */
      detail: z.record(z.string(), z.string()),
      transactionHash: z.string(),
      seconds: bigintText,
    }),
  ),
  /** Pass it as `before` to get the next page; absent on the last one. */
  next: z.string().optional(),
});
export type ActivityPage = z.infer<typeof activity>;
