import { nameItem } from "@/game/rules/lookup";
import { OIL, RATION } from "@/game/rules/numbers";
import type * as Rules from "@/game/rules/types";
import type { ItemId } from "@/game/rules/types";
import type * as View from "./views";

// The numbers of the rules as the names of the views.

export const lengthNames: Readonly<Record<Rules.Length, View.Length>> = { 1: "dash", 2: "walk", 3: "voyage" };
export const modeNames: Readonly<Record<Rules.Mode, View.Mode>> = { 0: "daily", 1: "practice", 2: "room" };
export const placeNames: Readonly<Record<Rules.Place, View.Place>> = {
  ...{ 0: "camp", 1: "north", 2: "east", 3: "south", 4: "west" },
};
export const startTools: readonly View.StartTool[] = ["boots", "spade", "raft", "lantern", "satchel"];

const materials: readonly View.Material[] = ["wood", "fibre", "stone", "shell", "berry", "ore", "pearl", "shard"];
const relics: readonly View.Relic[] = ["idol", "bell", "mask", "crown", "conch", "anchor"];
const others: readonly (View.Part | View.Tool)[] = [
  ...(["rope", "plank", "axe", "sickle", "pick", "boots", "raft", "lantern", "ingot", "cloth", "spade"] as const),
  ...(["sandals", "satchel", "stilts", "compass", "amulet"] as const),
];
const known: readonly View.Item[] = [...materials, ...others, ...relics];

export function materialOf(item: ItemId): View.Material {
  return find(materials, nameItem(item));
}

export function partOf(item: ItemId): View.Part {
  return find(["rope", "plank", "ingot", "cloth"], nameItem(item));
}

export function toolOf(item: ItemId): View.Tool {
  return find([...startTools, "axe", "sickle", "pick", "sandals", "stilts", "compass", "amulet"], nameItem(item));
}

export function itemOf(item: ItemId): View.Item {
  return item === OIL ? "oil" : item === RATION ? "ration" : find(known, nameItem(item));
}

function find<Name extends string>(names: readonly Name[], wanted: string): Name {
  const found = names.find((name) => name === wanted);
  if (found === undefined) throw new RangeError(`No view shows "${wanted}".`);
  return found;
}
