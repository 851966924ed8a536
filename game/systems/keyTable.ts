import type { GameCommand, KeyBindings } from "@/game/ports";

type KeyPress = Pick<KeyboardEvent, "code" | "ctrlKey" | "metaKey" | "altKey">;

/** The command of each key, inverted once so that a key press is one look-up. */
export type KeyTable = ReadonlyMap<string, GameCommand>;

/** The first command that names a key gets it; the page warns before it saves a key twice. */
export function createKeyTable(bindings: KeyBindings): KeyTable {
  const table = new Map<string, GameCommand>();
  for (const [command, codes] of Object.entries(bindings)) {
    for (const code of codes) if (!table.has(code)) table.set(code, command);
  }
  return table;
}

/** The command of a key; undefined when the key is for the browser or the page. */
export function readCommand(table: KeyTable, press: KeyPress): GameCommand | undefined {
  if (press.ctrlKey || press.metaKey || press.altKey) return undefined;
  return table.get(press.code);
}

/** Elements that get every key while they have the focus: text fields, and what is shown over the island. */
const typedInto =
  "input, textarea, select, [contenteditable], [role=dialog], [role=menu], [role=listbox], [role=slider], [role=textbox]";
const presses: readonly string[] = ["Enter", "NumpadEnter", "Space"];

/**
 * Which other elements use keys, and which keys: a game that took space from a focused button would lock keyboard players out of
 * the page, and one that ignored keys while a button has the focus could not be played after a click. The first match counts.
 */
const takers: readonly [selector: string, codes: readonly string[]][] = [
  ["[role=tab]", [...presses, "ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End"]],
  ["button, a[href], summary, [role=button]", presses],
];

/**
 * Whether a key belongs to the focused element, and not to the island.
 * @param isWithin Whether the focused element matches a selector or is inside a match.
 * @param code Of the key.
 */
export function takesKey(isWithin: (selector: string) => boolean, code: string): boolean {
  if (isWithin(typedInto)) return true;
  return takers.find(([selector]) => isWithin(selector))?.[1].includes(code) ?? false;
}
