import { type Action, rowOf } from "./actions";
import type { Outcome, Scene } from "./types";

/**
 * The rules: what one action of a player changes in the world, or why it is refused. Pure. The twin of contracts/src/game, with the
 * same checks in the same order, so that both name the same reason and the same numbers.
 */
export function applyAction(scene: Scene, action: Action): Outcome {
  return rowOf(action.type).apply(scene, action);
}
