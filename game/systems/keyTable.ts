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

/** What every key is meant for while it has the focus: what is typed into, and what lies over the island. */
const typedInto =
  "input, textarea, select, [contenteditable], [role=dialog], [role=menu], [role=listbox], [role=slider], [role=textbox]";
const presses: readonly string[] = ["Enter", "NumpadEnter", "Space"];

/**
 * What else takes keys, and which: a game that stole space from a focused button would lock keyboard players out of the
 * page, and one that was deaf as long as a button has the focus could not be walked after a press. The first that fits counts.
 */
const takers: readonly [selector: string, codes: readonly string[]][] = [
  ["[role=tab]", [...presses, "ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End"]],
  ["button, a[href], summary, [role=button]", presses],
];

/**
 * Whether a key belongs to what has the focus, and not to the island.
 * @param isWithin Whether what has the focus is, or is within, what a selector names.
 * @param code Of the key.
 */
export function takesKey(isWithin: (selector: string) => boolean, code: string): boolean {
  if (isWithin(typedInto)) return true;
  return takers.find(([selector]) => isWithin(selector))?.[1].includes(code) ?? false;
}
