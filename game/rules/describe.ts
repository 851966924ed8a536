import { type Action, rowOf } from "./actions";
import { applyAction } from "./apply";
import type { Scene } from "./types";

/** An action in words: "Walk 4 steps", "Gather wood". The scene is that before it. */
export function describeAction(scene: Scene, action: Action): string {
  return rowOf(action.type).describe(action, scene);
}

/** Actions in words, each as it is after those before it. */
export function describeActions(scene: Scene, actions: readonly Action[]): readonly string[] {
  let before = scene;
  return actions.map((action) => {
    const words = describeAction(before, action);
    const outcome = applyAction(before, action);
    if (outcome.ok) before = { ...before, world: outcome.world };
    return words;
  });
}
