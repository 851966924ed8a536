import type { PageCommand } from "@/game/ports";
import { keyedActions } from "@/game/rules/keyedActions";
import type { Direction } from "@/game/rules/types";

/** Everything that has a key. */
export type CommandName = Direction | KeyedAction | PageCommand;

type KeyedAction = (typeof keyedActions)[number]["name"];

type Keys = Readonly<Record<CommandName, readonly string[]>>;

type Command = { id: CommandName; label: string; keys: readonly string[] };

const labels: Record<KeyedAction, string> = {
  gather: "Gather or dig",
  bank: "Bank the load",
  claim: "Claim an errand",
};

/** Every command with its keys at first, in the order in which the settings show them. */
export const commands: readonly Command[] = [
  { id: "north", label: "Walk north", keys: ["KeyW", "ArrowUp"] },
  { id: "west", label: "Walk west", keys: ["KeyA", "ArrowLeft"] },
  { id: "south", label: "Walk south", keys: ["KeyS", "ArrowDown"] },
  { id: "east", label: "Walk east", keys: ["KeyD", "ArrowRight"] },
  ...keyedActions.map(({ name, keys }): Command => ({ id: name, label: labels[name], keys })),
  { id: "proceed", label: "Set out, finish or play again", keys: ["KeyF"] },
  { id: "previousPanel", label: "Previous panel", keys: ["Comma"] },
  { id: "nextPanel", label: "Next panel", keys: ["Period"] },
  { id: "minimap", label: "Map on or off", keys: ["KeyM"] },
  { id: "mute", label: "Sound on or off", keys: ["KeyN"] },
];

export const defaultKeys = mapCommands(({ keys }) => keys);

/** A record with a value for each command. */
export function mapCommands<Value>(toValue: (command: Command) => Value): Record<CommandName, Value> {
  return Object.fromEntries(commands.map((command) => [command.id, toValue(command)])) as Record<CommandName, Value>;
}

/** Keys that the page and the browser need: to leave a field, to close a dialog, to reload. */
const reserved =
  /^(Tab|Escape|Enter|NumpadEnter|F\d+|Meta.*|Control.*|Alt.*|Shift.*|CapsLock|ContextMenu|OSLeft|OSRight)$/;

export type Rebinding = { ok: true; keys: Keys; note: string | undefined } | { ok: false; why: string };

/**
 * Gives a command another first key. A key that another command holds is taken from it when that one keeps another key,
 * and refused otherwise: no command may end up without a key unawares.
 * @param code `KeyboardEvent.code`.
 */
export function rebind(keys: Keys, command: CommandName, code: string): Rebinding {
  if (code === "" || reserved.test(code)) {
    return {
      ok: false,
      why: `${code === "" ? "That key" : nameKey(code)} is reserved for the browser or this page. Choose a letter, digit, arrow or symbol.`,
    };
  }
  const own = keys[command];
  const [, ...rest] = own;
  const next = [code, ...rest.filter((other) => other !== code)];
  const holder = commands.find(({ id }) => id !== command && keys[id].includes(code));
  if (!holder) return { ok: true, keys: { ...keys, [command]: next }, note: undefined };
  const left = keys[holder.id].filter((other) => other !== code);
  if (left.length === 0) {
    return { ok: false, why: `${nameKey(code)} is the only key of “${holder.label}”. Give that another key first.` };
  }
  return {
    ok: true,
    keys: { ...keys, [command]: next, [holder.id]: left },
    note: `${nameKey(code)} was a key of “${holder.label}”, which keeps ${left.map(nameKey).join(" and ")}.`,
  };
}

const names: Readonly<Record<string, string>> = {
  ArrowUp: "↑",
  ArrowRight: "→",
  ArrowDown: "↓",
  ArrowLeft: "←",
  Space: "Space",
  Comma: ",",
  Period: ".",
  Slash: "/",
  Semicolon: ";",
  Quote: "'",
  BracketLeft: "[",
  BracketRight: "]",
  Backslash: "\\",
  Minus: "-",
  Equal: "=",
  Backquote: "`",
};

/** A key as it is printed on most keyboards. */
export function nameKey(code: string): string {
  return names[code] ?? code.replace(/^(Key|Digit)/, "").replace(/^Numpad/, "Num ");
}
