import { TILES } from "../game/rules/island";
import { biomes, chests, type ItemRow, items, nodes, quests, recipes, relics } from "../game/rules/table";

/** One line: `tiles=… biomes=…`. Materials are what grows; equippable is what has a slot. */
export function countCensus(): string {
  const counts = {
    tiles: TILES,
    biomes: biomes.length,
    materials: new Set(nodes.map(({ item }) => item)).size,
    recipes: recipes.length,
    equippable: (items as readonly ItemRow[]).filter(({ slot }) => slot !== undefined).length,
    quests: quests.length,
    relics: relics.length,
    chests: chests.length,
  };
  return Object.entries(counts)
    .map(([what, count]) => `${what}=${count}`)
    .join(" ");
}
