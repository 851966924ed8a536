import { type Action, rowOf } from "./actions";
import type { Island } from "./types";

/** An action in words: "Walk 4 steps", "Gather wood". */
export function describeAction(island: Island, action: Action): string {
  return rowOf(action.type).describe(action, island);
}
