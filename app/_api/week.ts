import { z } from "zod";

import { freshness } from "./freshness";
import { weekBegin } from "./isoWeek";
import { address, bigintText, count } from "./primitives";

const isoWeek = z
  .string()
  .regex(/^[0-9]{4}-W[0-9]{2}$/, { error: "allowed: an ISO week, such as 2026-W48" })
  .refine((text) => weekBegin(text) !== undefined, {
    error: "allowed: a week that there is; not every year has a 53rd",
  });

/** Query of `GET /api/leaderboard/week`: this week's, or another's; `after` pages on. */
export const weekQuery = z.object({
  /** Absent: the week that the chain's clock is in. */
  week: isoWeek.optional(),
  limit: count(100).default(20),
  after: z
    .string()
    .regex(/^[0-9]{1,9}-[0-9]{1,18}-[0-9]{1,9}$/, { error: "allowed: the `next` of the page before" })
    .optional(),
  /** Whose own place is wanted too. */
  account: address.optional(),
});

/** The best expedition of a player in a week. */
const place = z.object({
  rank: z.number().int(),
  account: address,
  points: z.number().int(),
  /** The player's how many-th expedition it was. */
  expedition: z.number().int(),
  /** Of what the points are made. */
  regions: z.number().int(),
  relics: z.number().int(),
  quests: z.number().int(),
  /** Whole Sand. */
  banked: z.number().int(),
  /** When it was scored: chain clock, Unix seconds. */
  seconds: bigintText,
});
export type WeekPlace = z.infer<typeof place>;

/** `GET /api/leaderboard/week`. */
export const weekBoard = z.object({
  ...freshness,
  week: isoWeek,
  /** Monday 00:00 UTC, Unix seconds. */
  beginSeconds: bigintText,
  /** The next week's beginning: exclusive. */
  endSeconds: bigintText,
  players: z.array(place),
  /** The place of `account`; absent when nothing of this week was scored for it, or nobody was named. */
  own: place.optional(),
  /** Hand it back as `after` for the next page; absent on the last one. */
  next: z.string().optional(),
});
export type WeekBoard = z.infer<typeof weekBoard>;
