import * as z from "zod/mini";

import { freshness } from "./freshness";
import { weekBegin } from "./isoWeek";
import { address, bigintText, count } from "./primitives";

const isoWeek = z.string().check(
  z.regex(/^[0-9]{4}-W[0-9]{2}$/, { error: "allowed: an ISO week, such as 2026-W48" }),
  z.refine((text) => weekBegin(text) !== undefined, {
    error: "allowed: an existing week; not every year has a 53rd",
  }),
);

/** Rows that are asked for by name, on one page. */
const MOST_ACCOUNTS = 50;

/** What the query of each board may say. */
export const pageQuery = z.object({
  limit: z._default(count(100), 20),
  after: z.optional(
    z
      .string()
      .check(z.regex(/^[0-9]{1,9}-[0-9]{1,18}-[0-9]{1,9}$/, { error: "allowed: the `next` of the previous page" })),
  ),
  /** The account whose own place is wanted too. */
  account: z.optional(address),
  /** Only these, separated by commas: places count among them. */
  accounts: z.optional(
    z.pipe(
      z.pipe(
        z.string(),
        z.transform((text: string) => text.split(",")),
      ),
      z.array(address).check(z.maxLength(MOST_ACCOUNTS, { error: `allowed: at most ${MOST_ACCOUNTS} addresses` })),
    ),
  ),
});

/** 1 Dash, 2 Walk, 3 Voyage. */
const length = z._default(count(3).check(z.refine((value) => value > 0, { error: "allowed: 1, 2, 3" })), 1);

/** Query of `GET /api/boards/today`: today or another day, by the chain's clock; days since 1970. */
export const dayQuery = z.extend(pageQuery, { length, day: z.optional(count(99_999)) });
/** Query of `GET /api/boards/week`: this week or another, by the chain's clock. */
export const weekBoardQuery = z.extend(pageQuery, { length, week: z.optional(isoWeek) });
/** Query of `GET /api/boards/league`. */
export const leagueQuery = z.extend(pageQuery, { week: z.optional(isoWeek) });
/** Path of `GET /api/boards/room/<room>`, whose query is {@link pageQuery}. */
export const roomNumber = count(2 ** 31 - 1);

const standing = z.object({
  rank: z.int(),
  account: address,
  /** Number of the expedition, counted per player from 1; in a league the newest that counts. */
  number: z.int(),
  /** In a league the sum of the best five results. */
  points: z.int(),
  /** Percent of par, at most 150; absent in a league. */
  result: z.optional(z.int()),
});
export type BoardPlace = z.infer<typeof standing>;

/** `GET /api/boards/…`. */
export const board = z.object({
  ...freshness,
  /** Which board: `day/20787/1` and `week/2026-W48/1` end in the length; `league/2026-W48`; `room/7`. */
  board: z.string(),
  /** When the day or week begins and ends, the end exclusive: Unix seconds. Absent for a room. */
  beginSeconds: z.optional(bigintText),
  endSeconds: z.optional(bigintText),
  players: z.array(standing),
  /** The place of `account`; absent when it is not on the board, or no account was named. */
  own: z.optional(standing),
  /** Pass it as `after` to get the next page; absent on the last one. */
  next: z.optional(z.string()),
});
export type Board = z.infer<typeof board>;
