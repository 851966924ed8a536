import { TILES } from "../game/rules/island";
import { recipes } from "../game/rules/recipes";
import type { ItemRow } from "../game/rules/rows";
import { biomes, chests, items, nodes, quests, relics } from "../game/rules/table";

/** Materials are what grows; equippable is what has a slot. */
export function countCensus(): Record<string, number> {
  return {
    tiles: TILES,
    biomes: biomes.length,
    materials: new Set(nodes.map(({ item }) => item)).size,
    recipes: recipes.length,
    equippable: (items as readonly ItemRow[]).filter(({ slot }) => slot !== undefined).length,
    quests: quests.length,
    relics: relics.length,
    chests: chests.length,
  };
}
