import type { Walker } from "./createWalker";
import { readCommand, takesKeys } from "./keyTable";

/** Listens on the window and not through Phaser, whose key captures do not know what is focused. */
export function createKeyboardSystem(walker: Walker): () => void {
  const onDown = (event: KeyboardEvent) => {
    if (takesKeys(event.target)) return;
    const command = readCommand(event);
    if (!command) return;
    event.preventDefault();
    if (event.repeat) return;
    if (command.type === "walk") walker.hold(command.direction);
    else walker.holdGather(true);
  };
  // Letting go counts wherever the focus went meanwhile, or the player would walk on for ever.
  const onUp = (event: KeyboardEvent) => {
    const command = readCommand({ code: event.code, ctrlKey: false, metaKey: false, altKey: false });
    if (command?.type === "walk") walker.release(command.direction);
    else if (command) walker.holdGather(false);
  };
  const onBlur = () => walker.releaseAll();
  window.addEventListener("keydown", onDown);
  window.addEventListener("keyup", onUp);
  window.addEventListener("blur", onBlur);
  return () => {
    window.removeEventListener("keydown", onDown);
    window.removeEventListener("keyup", onUp);
    window.removeEventListener("blur", onBlur);
    walker.releaseAll();
  };
}
