import { type Action, rowOf } from "./actions";
import type { Outcome } from "./outcome";
import type { Island, Seconds, World } from "./types";

/**
 * The rules: what one action of a player changes in the world, or why it is refused. Pure. The twin of
 * contracts/src/game/Hourglass.sol, with the same checks in the same order, so that both name the same reason.
 */
export function applyAction(island: Island, world: World, self: string, action: Action, nowSeconds: Seconds): Outcome {
  return rowOf(action.type).apply({ island, world, self, nowSeconds }, action);
}
