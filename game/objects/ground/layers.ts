import { createNoiseTable } from "@/game/noise";
import { BEACH, biomeAt, FOREST, HILLS, MEADOW, RUINS, SEA, SHALLOWS } from "@/game/rules/island";
import type { Island } from "@/game/rules/types";

/** World pixels per tile. */
export const TILE_PX = 16;

/**
 * Biomes as a stack, lowest first. A forest pixel is also meadow, beach and shallows underneath: so one rule,
 * "at least this layer", draws all coasts and borders, and no pair of biomes needs its own tiles.
 */
export const layers = [SEA, SHALLOWS, BEACH, MEADOW, FOREST, RUINS, HILLS] as const;
export const layer = { sea: 0, shallows: 1, beach: 2, meadow: 3, forest: 4, ruins: 5, hills: 6 } as const;

/**
 * Per layer: how much of its corner cell it must fill (below one half it spreads over its neighbours: the beach becomes
 * a rim of sand around ponds), and how ragged its border is.
 */
const from = [0, 0.5, 0.44, 0.56, 0.52, 0.5, 0.5];
const rough = [0, 0.3, 0.26, 0.3, 0.4, 0.3, 0.26];

/** How far a border may move from the edge of its tiles, in pixels. Less than half a tile, so centres are always right. */
const WANDER_PX = 11;

/** Layer of each world pixel. Pure: the same island gives the same picture. */
export function paintLayers(island: Island): Uint8Array {
  const width = island.width * TILE_PX;
  const height = island.height * TILE_PX;
  const pixels = new Uint8Array(width * height);
  const at = readCorners(island);
  const seed = Number(island.seed & 0xffffn);
  const wanderX = createNoiseTable(seed, 16);
  const wanderY = createNoiseTable(seed + 1, 16);
  const coarse = createNoiseTable(seed + 2, 4);
  const fine = createNoiseTable(seed + 3, 2);

  const paintPixel = (x: number, y: number): number => {
    // Cells are between four tile centres; inside one, the weights of the four corners decide.
    const u = (x + 0.5 + (wanderX(x, y) - 0.5) * WANDER_PX) / TILE_PX - 0.5;
    const v = (y + 0.5 + (wanderY(x, y) - 0.5) * WANDER_PX) / TILE_PX - 0.5;
    const cellX = Math.floor(u);
    const cellY = Math.floor(v);
    const a = at(cellX, cellY);
    const b = at(cellX + 1, cellY);
    const c = at(cellX, cellY + 1);
    const d = at(cellX + 1, cellY + 1);
    const lowest = Math.min(a, b, c, d);
    const ragged = coarse(x, y) * 0.6 + fine(x, y) * 0.4 - 0.5;
    for (let k = Math.max(a, b, c, d); k > lowest; k--) {
      const share = weigh(a >= k, b >= k, c >= k, d >= k, u - cellX, v - cellY);
      if (share + ragged * (rough[k] ?? 0) > (from[k] ?? 0)) return k;
    }
    return lowest;
  };

  for (let row = 0; row < island.height; row++) {
    for (let column = 0; column < island.width; column++) {
      const own = at(column, row);
      const inner = isInner(at, column, row, own);
      for (let y = row * TILE_PX; y < (row + 1) * TILE_PX; y++) {
        const start = y * width + column * TILE_PX;
        if (inner) pixels.fill(own, start, start + TILE_PX);
        else for (let dx = 0; dx < TILE_PX; dx++) pixels[start + dx] = paintPixel(column * TILE_PX + dx, y);
      }
    }
  }
  return pixels;
}

/** Most tiles have only equal neighbours: no border can reach into them, and they are filled at once. */
function isInner(at: (x: number, y: number) => number, x: number, y: number, own: number): boolean {
  for (let dy = -1; dy <= 1; dy++) {
    for (let dx = -1; dx <= 1; dx++) if (at(x + dx, y + dy) !== own) return false;
  }
  return true;
}

/** Layer of the tile at (x, y); beyond the map the border continues. */
function readCorners(island: Island): (x: number, y: number) => number {
  const { width, height } = island;
  const tiles = Uint8Array.from({ length: width * height }, (_, tile) =>
    layers.indexOf(biomeAt(island, tile) as (typeof layers)[number]),
  );
  return (x, y) => {
    const col = x < 0 ? 0 : x >= width ? width - 1 : x;
    const row = y < 0 ? 0 : y >= height ? height - 1 : y;
    return tiles[row * width + col] ?? 0;
  };
}

/** Share, 0 to 1, of the corners `a b / c d` that belong to a layer, at a point of their cell (bilinear). */
export function weigh(a: boolean, b: boolean, c: boolean, d: boolean, tx: number, ty: number): number {
  const top = (a ? 1 - tx : 0) + (b ? tx : 0);
  const bottom = (c ? 1 - tx : 0) + (d ? tx : 0);
  return top * (1 - ty) + bottom * ty;
}
