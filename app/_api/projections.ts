import * as z from "zod/mini";

import { freshness } from "./freshness";
import { address, bigintText, count } from "./primitives";

/** Query of `GET /api/activity`: the newest first, of everybody or of one account; `before` gets the next page. */
export const activityQuery = z.object({
  account: z.optional(address),
  limit: z._default(count(100), 30),
  before: z.optional(
    z.string().check(z.regex(/^[0-9]{1,18}-[0-9]{1,9}$/, { error: "allowed: the `next` of the previous page" })),
  ),
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
      /** What happened, for people to read. */
      words: z.string(),
      /** Its arguments by name without the player's, numbers as decimal text; `expedition` is its number. */
      detail: z.record(z.string(), z.string()),
      transactionHash: z.string(),
      seconds: bigintText,
    }),
  ),
  /** Pass it as `before` to get the next page; absent on the last one. */
  next: z.optional(z.string()),
});
export type ActivityPage = z.infer<typeof activity>;
