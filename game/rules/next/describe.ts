import { type Action, rowOf } from "./actions";
import type { Scene } from "./types";

/** An action in words: "Walk 4 steps", "Gather wood". The scene is that before it. */
export function describeAction(scene: Scene, action: Action): string {
  return rowOf(action.type).describe(action, scene);
}
