import { readBiome, readItem } from "@/game/rules/lookup";
import { recipes } from "@/game/rules/recipes";
import type { ItemRow, NodeRow, QuestRow, RelicRow } from "@/game/rules/rows";
import { CHEST_KEY, DIG_TOOL, nodes, relics, slots } from "@/game/rules/table";

const nodeRows: readonly NodeRow[] = nodes;
const relicRows: readonly RelicRow[] = relics;

export function itemName(id: number): string {
  return readItem(id)?.name ?? `item ${id}`;
}

export function biomeName(id: number): string {
  return readBiome(id)?.name ?? "Unknown ground";
}

export function slotName(slot: number): string {
  return slots[slot] ?? `Slot ${slot}`;
}

/** What an item is useful for, in a few words derived from the table: a new row needs no new text. */
export function itemHint(id: number): string {
  const row = readItem(id);
  return row ? hintOf(row) : "";
}

function hintOf({ id, slot, bonus, opens, reach }: ItemRow): string {
  if (id === CHEST_KEY) return "Opens a chest";
  if (relicRows.some(({ item }) => item === id)) return "A relic of this island";
  if (bonus) return `+${bonus.amount} ${itemName(bonus.item)} at each gathering${unlocked(id)}`;
  if (opens?.length) return `Opens the ${listed(opens.map((biome) => biomeName(biome).toLowerCase()))}${unlocked(id)}`;
  if (reach !== undefined) return `Trade from ${reach} tiles farther away`;
  if (slot !== undefined) return `Worn: ${slotName(slot).toLowerCase()}`;
  const uses = recipes.filter(({ inputs }) => inputs.some(({ item }) => item === id));
  if (uses.length === 0) return "Somebody will want it";
  return `For ${listed(uses.map(({ output }) => itemName(output.item)))}`;
}

function unlocked(tool: number): string {
  const gated = nodeRows.filter(({ needs }) => needs === tool).map(({ item }) => itemName(item));
  const dug = tool === DIG_TOOL ? ["relics"] : [];
  const takes = [...gated, ...dug];
  return takes.length > 0 ? `; takes ${listed(takes)}` : "";
}

function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}

export function askText({ kind, subject, amount }: QuestRow["ask"]): string {
  switch (kind) {
    case "walk":
      return `Walk ${amount} steps`;
    case "hold":
      return `Have ${amount} ${itemName(subject)}`;
    case "bring":
      return `Hand over ${amount} ${itemName(subject)}`;
    case "wear":
      return `Wear the ${itemName(subject)}`;
    case "stand":
      return `Reach the ${biomeName(subject).toLowerCase()}, and claim there`;
    case "explore":
      return `See ${amount} regions in one expedition`;
    case "find":
      return amount === 1 ? "Unearth a relic" : `Unearth ${amount} relics`;
  }
}
