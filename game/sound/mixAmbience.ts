import { biomeAt, FOREST, HILLS, RUINS, SEA, SHALLOWS } from "@/game/rules/island";
import type { Island, Tile } from "@/game/rules/types";

/** How loud each layer is, 0 to 1. */
export type Ambience = { sea: number; wind: number; fire: number; crickets: number };

/** Layers, in the order in which they are mixed. */
export const layers = ["sea", "wind", "fire", "crickets"] as const satisfies readonly (keyof Ambience)[];

const SEA_TILES = 9;
const FIRE_TILES = 7;
const EVENING = 0.75;

/**
 * The ambience of a place at a time of day: the sea near the shore, wind in the open, the fire of the camp, crickets
 * in the evening inland.
 * @param tile Where the listener is.
 * @param daytime From dawn (0) to nightfall (1).
 */
export function mixAmbience(island: Island, tile: Tile, daytime: number): Ambience {
  const shore = 1 - Math.min(SEA_TILES, distanceToSea(island, tile)) / SEA_TILES;
  const biome = biomeAt(island, tile);
  const open = biome === HILLS || biome === RUINS ? 1 : biome === FOREST ? 0.65 : 0.4;
  const campX = (tile % island.width) - (island.camp % island.width);
  const campY = Math.floor(tile / island.width) - Math.floor(island.camp / island.width);
  const fire = Math.max(0, 1 - Math.hypot(campX, campY) / FIRE_TILES);
  const evening = Math.min(1, Math.max(0, (daytime - EVENING) / (1 - EVENING)));
  return {
    sea: shore * shore,
    // Wind drops towards the evening.
    wind: open * (1 - 0.5 * evening),
    fire,
    crickets: evening * (1 - shore) * (biome === HILLS || biome === SHALLOWS ? 0.3 : 1),
  };
}

/** Tiles to the nearest open water on the four axes and diagonals; far inland the exact distance does not matter. */
function distanceToSea(island: Island, tile: Tile): number {
  const { width } = island;
  for (let ring = 0; ring < SEA_TILES; ring++) {
    for (const dy of [-ring, 0, ring]) {
      for (const dx of [-ring, 0, ring]) {
        const biome = biomeAt(island, tile + dx + dy * width);
        if (biome === SEA) return ring;
      }
    }
  }
  return SEA_TILES;
}
