import * as z from "zod/mini";

/** One part as the server sees it. */
export const partHealth = z.object({
  status: z.enum(["up", "down"]),
  latencyMs: z.number(),
  /** Something to know or to do while the part still works, or why it does not. */
  note: z.optional(z.string()),
});
export type PartHealth = z.infer<typeof partHealth>;

/** `GET /api/health`. */
export const health = z.object({
  /** `down`: the chain does not answer, nothing can be played. `degraded`: some other part is down. */
  status: z.enum(["up", "degraded", "down"]),
  parts: z.object({
    rpc: z.extend(partHealth, { blockNumber: z.optional(z.number()), blockAgeSeconds: z.optional(z.number()) }),
    /** Number in BUNDLER_URL of the bundler that serves, from 1, and the total. */
    bundler: z.extend(partHealth, { serving: z.optional(z.number()), total: z.optional(z.number()) }),
    sponsor: z.extend(partHealth, { depositWei: z.optional(z.string()) }),
    database: partHealth,
    indexer: z.extend(partHealth, {
      /** The last block whose events are all in the database. */
      blockNumber: z.optional(z.number()),
      lagBlocks: z.optional(z.number()),
      /** Share of the world that has been read, in percent. */
      percent: z.optional(z.number()),
      /** How fast it catches up; 0 while it follows the head. */
      blocksPerSecond: z.optional(z.number()),
    }),
  }),
});
export type HealthReport = z.infer<typeof health>;
