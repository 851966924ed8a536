import * as z from "zod/mini";

import { bigintText } from "./primitives";

/** How fresh an answer from the database is. */
export const freshness = {
  /** The database is behind the chain, or no indexer updates it. */
  stale: z.boolean(),
  /** The block up to which the answer is complete. */
  blockNumber: bigintText,
  /** Timestamp of that block, Unix seconds; 0 before anything was read. */
  blockSeconds: bigintText,
};
