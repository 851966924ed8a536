import { OFFERS } from "../game/rules/errands";
import { TILES } from "../game/rules/island";
import { callings, lengths, places, tools } from "../game/rules/numbers";
import { recipes } from "../game/rules/recipes";
import { biomes, nodes, relics } from "../game/rules/table";

/** The thirds of an expedition: each has errands of its own. */
const TIDES = 3;

/** Materials are what grows; equippable is what has a slot; errands are what an expedition is offered. */
export function countCensus(): Record<string, number> {
  return {
    tiles: TILES,
    biomes: biomes.length,
    materials: new Set(nodes.map(({ item }) => item)).size,
    recipes: recipes.length,
    equippable: tools.length,
    errands: TIDES * OFFERS,
    relics: relics.length,
    camps: places.length,
    callings: callings.length,
    lengths: lengths.length,
  };
}
