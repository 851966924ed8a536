import { z } from "zod";

import { mapColumns } from "./columns";
import { freshness } from "./freshness";
import { weekBegin } from "./isoWeek";
import { address, bigintText, count } from "./primitives";
import { scoreColumns } from "./scoreColumns";

export const isoWeek = z
  .string()
  .regex(/^[0-9]{4}-W[0-9]{2}$/, { error: "allowed: an ISO week, such as 2026-W48" })
  .refine((text) => weekBegin(text) !== undefined, {
    error: "allowed: an existing week; not every year has a 53rd",
  });

/** Query of `GET /api/leaderboard/week`: this week or another; `after` gets the next page. */
export const weekQuery = z.object({
  /** Absent: the week that the chain's clock is in. */
  week: isoWeek.optional(),
  limit: count(100).default(20),
  after: z
    .string()
    .regex(/^[0-9]{1,9}-[0-9]{1,18}-[0-9]{1,9}$/, { error: "allowed: the `next` of the previous page" })
    .optional(),
  /** The account whose own rank is wanted too. */
  account: address.optional(),
});

/** The best expedition of a player in a week. */
const place = z.object({
  rank: z.number().int(),
  account: address,
  points: z.number().int(),
  /** Number of the expedition, counted per player from 1. */
  expedition: z.number().int(),
  /** What the points consist of. */
  ...mapColumns(scoreColumns, () => z.number().int()),
  /** When it was scored: timestamp of the block, Unix seconds. */
  seconds: bigintText,
});
export type WeekPlace = z.infer<typeof place>;

/** `GET /api/leaderboard/week`. */
export const weekBoard = z.object({
  ...freshness,
  week: isoWeek,
  /** Monday 00:00 UTC, Unix seconds. */
  beginSeconds: bigintText,
  /** The beginning of the next week: exclusive. */
  endSeconds: bigintText,
  players: z.array(place),
  /** The rank of `account`; absent when it has no score this week, or no account was named. */
  own: place.optional(),
  /** Pass it as `after` to get the next page; absent on the last one. */
  next: z.string().optional(),
});
export type WeekBoard = z.infer<typeof weekBoard>;
