import {
  type BiomeRow,
  biomes,
  type ItemRow,
  items,
  type NodeRow,
  nodes,
  type QuestRow,
  recipes,
  slots,
} from "@/game/rules/table";

const itemRows: readonly ItemRow[] = items;
const nodeRows: readonly NodeRow[] = nodes;
const biomeRows: readonly BiomeRow[] = biomes;

export function itemRow(id: number): ItemRow | undefined {
  return itemRows.find((row) => row.id === id);
}

export function itemName(id: number): string {
  return itemRow(id)?.name ?? `item ${id}`;
}

export function biomeName(id: number): string {
  return biomeRows.find((row) => row.id === id)?.name ?? "Unknown ground";
}

export function slotName(slot: number): string {
  return slots[slot] ?? `Slot ${slot}`;
}

export function nodeRow(material: number): NodeRow | undefined {
  return nodeRows.find(({ item }) => item === material);
}

/** What an item is good for, in a few words, read off the table: a new row needs no new text. */
export function itemHint({ id, slot, bonus, opens }: ItemRow): string {
  if (bonus) return `+${bonus.amount} ${itemName(bonus.item)} each time you gather${unlocked(id)}`;
  if (opens?.length)
    return `Opens the ${opens.map((biome) => biomeName(biome).toLowerCase()).join(" and ")}${unlocked(id)}`;
  if (slot !== undefined) return `Worn: ${slotName(slot).toLowerCase()}`;
  const uses = recipes.filter(({ inputs }) => inputs.some(({ item }) => item === id));
  if (uses.length === 0) return "Somebody will want it";
  return `For ${uses.map(({ output }) => itemName(output.item)).join(", ")}`;
}

function unlocked(tool: number): string {
  const gated = nodeRows.filter(({ needs }) => needs === tool).map(({ item }) => itemName(item));
  return gated.length > 0 ? `, and lets you take ${gated.join(" and ")}` : "";
}

export function askText({ kind, subject, amount }: QuestRow["ask"]): string {
  switch (kind) {
    case "walk":
      return `Walk ${amount} steps`;
    case "hold":
      return `Have ${amount} ${itemName(subject)}`;
    case "bring":
      return `Bring ${amount} ${itemName(subject)} to the trader`;
    case "wear":
      return `Wear the ${itemName(subject)}`;
    case "stand":
      return `Stand on ${biomeName(subject).toLowerCase()}`;
  }
}
