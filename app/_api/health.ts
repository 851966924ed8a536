import { z } from "zod";

/** One part as the server sees it. */
export const partHealth = z.object({
  status: z.enum(["up", "down"]),
  latencyMs: z.number(),
  /** Something to know or to do while the part still works, or why it does not. */
  note: z.string().optional(),
});
export type PartHealth = z.infer<typeof partHealth>;

/** `GET /api/health`. */
export const health = z.object({
  /** `down`: the chain does not answer, nothing can be played. `degraded`: some other part is down. */
  status: z.enum(["up", "degraded", "down"]),
  parts: z.object({
    rpc: partHealth.extend({ blockNumber: z.number().optional(), blockAgeSeconds: z.number().optional() }),
    /** Number in BUNDLER_URL of the bundler that serves, from 1, and the total. */
    bundler: partHealth.extend({ serving: z.number().optional(), total: z.number().optional() }),
    sponsor: partHealth.extend({ depositWei: z.string().optional() }),
    database: partHealth,
    indexer: partHealth.extend({
      /** The last block whose events are all in the database. */
      blockNumber: z.number().optional(),
      lagBlocks: z.number().optional(),
      /** Share of the world that has been read, in percent. */
      percent: z.number().optional(),
      /** How fast it catches up; 0 while it follows the head. */
      blocksPerSecond: z.number().optional(),
    }),
  }),
});
export type HealthReport = z.infer<typeof health>;
