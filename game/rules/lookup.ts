import { recipes } from "./recipes";
import type { BiomeRow, ItemRow, NodeRow, RecipeRow } from "./rows";
import { biomes, items, nodes } from "./table";
import type { BiomeId, ItemId, RecipeId } from "./types";

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

/** Smallest units in one Sand. */
export const SAND_UNIT = 10n ** 18n;
