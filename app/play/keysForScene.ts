import type { KeyboardEvent } from "react";

const controlKeys = new Set([" ", "Enter", "ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight"]);

/** The scene listens on the window. Keys that work a focused control must not also move the player; letters still walk. */
export function keepFromScene(event: KeyboardEvent): void {
  if (controlKeys.has(event.key)) event.stopPropagation();
}
