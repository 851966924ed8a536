import type { GameCommand, KeyBindings } from "@/game/ports";

type KeyPress = Pick<KeyboardEvent, "code" | "ctrlKey" | "metaKey" | "altKey">;

/** Which command each key means, turned round once so that a press is one look-up. */
export type KeyTable = ReadonlyMap<string, GameCommand>;

/** The first command that names a key gets it; the page says so before it stores two. */
export function createKeyTable(bindings: KeyBindings): KeyTable {
  const table = new Map<string, GameCommand>();
  for (const [command, codes] of Object.entries(bindings)) {
    for (const code of codes) if (!table.has(code)) table.set(code, command as GameCommand);
  }
  return table;
}

/** The command of a key; undefined when the key is the browser's or the page's. */
export function readCommand(table: KeyTable, press: KeyPress): GameCommand | undefined {
  if (press.ctrlKey || press.metaKey || press.altKey) return undefined;
  return table.get(press.code);
}

/** What takes keys itself. A game that stole space from a focused button would lock keyboard players out of the page. */
const takers =
  "input, textarea, select, button, a[href], summary, [contenteditable], [role=dialog], [role=menu], [role=slider], [role=tab]";

export function takesKeys(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(takers) !== null;
}
