import { recipes } from "./recipes";
import type { BiomeRow, ChestRow, ItemRow, NodeRow, QuestRow, RecipeRow, RelicRow } from "./rows";
import { biomes, chests, items, nodes, quests, relics } from "./table";
import type { BiomeId, ItemId, QuestId, RecipeId, RelicId } from "./types";

// Rows by id, typed by the shape of a row and not by its literal, so that rules do not depend on today's content of the table.

export function readBiome(id: BiomeId): BiomeRow | undefined {
  return biomes.find((row) => row.id === id);
}

export function readItem(id: ItemId): ItemRow | undefined {
  return items.find((row) => row.id === id);
}

/** Its name; "nothing" where the table has none. */
export function nameItem(id: ItemId): string {
  return readItem(id)?.name ?? "nothing";
}

export function readNodeKind(item: ItemId): NodeRow | undefined {
  return nodes.find((row) => row.item === item);
}

export function readRecipe(id: RecipeId): RecipeRow | undefined {
  return recipes.find((row) => row.id === id);
}

export function readQuest(id: QuestId): QuestRow | undefined {
  return quests.find((row) => row.id === id);
}

export function readRelic(id: RelicId): RelicRow | undefined {
  return relics.find((row) => row.id === id);
}

export function readChest(id: number): ChestRow | undefined {
  return chests.find((row) => row.id === id);
}

/** Smallest units in one Sand. */
export const SAND_UNIT = 10n ** 18n;

/** The trader's price, in the smallest unit; undefined: not for sale. */
export function readPrice(item: ItemId): bigint | undefined {
  const price = readItem(item)?.priceSand;
  return price === undefined ? undefined : BigInt(price) * SAND_UNIT;
}

/** What a quest pays, in the smallest unit. */
export function readReward(quest: QuestRow): bigint {
  return BigInt(quest.rewardSand) * SAND_UNIT;
}
