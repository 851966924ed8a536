import type { GameSettings } from "@/game/ports";
import type { CommandSink } from "./createCommandSink";
import { createKeyTable, type KeyTable, readCommand, takesKey } from "./keyTable";

/** Listens on the window and not through Phaser, whose key captures ignore the focus. */
export function createKeyboardSystem(deps: { sink: CommandSink; settings: () => GameSettings }): () => void {
  const { sink, settings } = deps;
  let bindings = settings().keys;
  let table = createKeyTable(bindings);
  const readTable = (): KeyTable => {
    const { keys } = settings();
    if (keys !== bindings) {
      bindings = keys;
      table = createKeyTable(keys);
    }
    return table;
  };
  const onDown = (event: KeyboardEvent) => {
    const { target, code } = event;
    if (target instanceof Element && takesKey((selector) => target.closest(selector) !== null, code)) return;
    const command = readCommand(readTable(), event);
    if (!command) return;
    event.preventDefault();
    if (!event.repeat) sink.press(command);
  };
  // Releasing a key counts wherever the focus moved meanwhile, or the player would walk on for ever.
  const onUp = (event: KeyboardEvent) => {
    const command = readTable().get(event.code);
    if (command) sink.release(command);
  };
  window.addEventListener("keydown", onDown);
  window.addEventListener("keyup", onUp);
  window.addEventListener("blur", sink.releaseAll);
  return () => {
    window.removeEventListener("keydown", onDown);
    window.removeEventListener("keyup", onUp);
    window.removeEventListener("blur", sink.releaseAll);
    sink.releaseAll();
  };
}
