import * as z from "zod/mini";

/** Contracts replaced during development. The local stack writes this to a file, and the server sends it to pages. */
export const swapNote = z.object({
  /** Contracts whose code differs from the deployed code: not optimised. */
  swapped: z.array(z.string()),
  /** Counts how often code was replaced: data read before the last time may be outdated. */
  round: z.int(),
  /** Gas limits in percent of the measured ones. */
  gasPercent: z.int().check(z.minimum(100)),
  /** Why the saved code does not run: the compiler's message, for the developer. */
  trouble: z.nullable(z.string()),
});
export type SwapNote = z.infer<typeof swapNote>;
