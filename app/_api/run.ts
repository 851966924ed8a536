import * as z from "zod/mini";

import { freshness } from "./freshness";
import { address, bigintText, count } from "./primitives";

/** The longest expedition has some hundred events, and nothing limits those that cost no grains. */
const MOST_EVENTS = 1_000;

/** Path of `GET /api/run/<account>/<number>`. */
export const runNumber = count(2 ** 31 - 1);

/** Query of `GET /api/run/<account>/<number>`: `after` gets the next page of events. */
export const runQuery = z.object({
  limit: z._default(count(MOST_EVENTS), MOST_EVENTS),
  after: z.optional(
    z.string().check(z.regex(/^[0-9]{1,18}-[0-9]{1,9}$/, { error: "allowed: the `next` of the previous page" })),
  ),
});

/** `over`: its time is over, or the player set out again, and nobody came home. By the chain's clock, as far as it is indexed. */
export const runState = z.enum(["running", "home", "over"]);
export type RunState = z.infer<typeof runState>;

/** Seconds since the start; name; values after player and expedition, in their order (docs/game.md). */
const event = z.tuple([z.int(), z.string(), z.array(z.union([z.number(), z.string()]))]);

/** `GET /api/run/<account>/<number>`: an expedition, and what a replay of it needs. */
export const run = z.object({
  ...freshness,
  account: address,
  number: z.int(),
  /** What the player chose, packed as in docs/game.md: mode, length, calling, tool, purse, start, room or seed. */
  plan: z.int(),
  seed: z.int(),
  /** Unix seconds. In a room both are the room's, whenever the player came. */
  startedAt: bigintText,
  /** Exclusive. */
  endsAt: bigintText,
  state: runState,
  points: z.int(),
  /** Percent of par, at most 150. */
  result: z.int(),
  /** Where it was finished: 0 the camp, 1 to 4 the posts. Absent while it runs, and when it was lost. */
  home: z.optional(z.int()),
  steps: z.int(),
  falls: z.int(),
  /** Sand earned, in the smallest unit. */
  sand: bigintText,
  /** Relics brought home: bit `relic - 1`. */
  relics: z.int(),
  events: z.array(event),
  /** Pass it as `after` to get the next events; absent on the last page. */
  next: z.optional(z.string()),
});
export type RunPage = z.infer<typeof run>;

/** Pixels of `GET /api/run/<account>/<number>/picture`: what sites that show links ask for. */
export const pictureSize = { width: 1200, height: 630 } as const;
