import type { Direction } from "@/game/rules/types";

export type Command = { type: "walk"; direction: Direction } | { type: "gather" };

/** By place on the keyboard (`KeyboardEvent.code`), so that WASD is where it is on every layout. */
export const keyTable: Readonly<Record<string, Command>> = {
  ArrowUp: { type: "walk", direction: "north" },
  ArrowRight: { type: "walk", direction: "east" },
  ArrowDown: { type: "walk", direction: "south" },
  ArrowLeft: { type: "walk", direction: "west" },
  KeyW: { type: "walk", direction: "north" },
  KeyD: { type: "walk", direction: "east" },
  KeyS: { type: "walk", direction: "south" },
  KeyA: { type: "walk", direction: "west" },
  Space: { type: "gather" },
  KeyE: { type: "gather" },
};

type KeyPress = Pick<KeyboardEvent, "code" | "ctrlKey" | "metaKey" | "altKey">;

/** The command of a key; undefined when the key is the browser's or the page's. */
export function readCommand(press: KeyPress): Command | undefined {
  if (press.ctrlKey || press.metaKey || press.altKey) return undefined;
  return keyTable[press.code];
}

/** What takes keys itself. A game that stole space from a focused button would lock keyboard players out of the page. */
const takers =
  "input, textarea, select, button, a[href], summary, [contenteditable], [role=dialog], [role=menu], [role=slider], [role=tab]";

export function takesKeys(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(takers) !== null;
}
