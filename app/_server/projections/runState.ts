import type { RunState } from "@/app/_api/run";
import type { Run } from "../generated/prisma/client";

/** What else decides: whether the player has set out again since, and the chain's clock in Unix seconds, as far as it is indexed. */
export type Now = { isNewest: boolean; seconds: bigint };

/** Whether an expedition still runs, or how it ended. */
export function stateOf({ home, endsAt }: Pick<Run, "home" | "endsAt">, { isNewest, seconds }: Now): RunState {
  if (home !== null) return "home";
  // Who sets out again gives up what ran.
  return isNewest && seconds < endsAt ? "running" : "over";
}
