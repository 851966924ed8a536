import { z } from "zod";

import { bigintText } from "./primitives";

/** How fresh an answer is that was read from the database. */
export const freshness = {
  /** The database is behind the chain, or nobody moves it. */
  stale: z.boolean(),
  /** The block up to which it counts. */
  blockNumber: bigintText,
  /** Chain clock of that block, Unix seconds; 0 before anything was read. */
  blockSeconds: bigintText,
};
