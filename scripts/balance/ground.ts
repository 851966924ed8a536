import { type Ground, readGround } from "../../game/rules/ground";
import { SEA, SHALLOWS, TILES, WIDTH } from "../../game/rules/island";
import { memoise } from "../../game/rules/memoise";
import { places } from "../../game/rules/numbers";
import { CAMP_REACH, ringOf } from "../../game/rules/places";
import type { Tile } from "../../game/rules/types";

/** Grains of a step onto each biome, 0: closed; `wades`: shallows are open from shallows only. */
export type Steps = { cost: readonly number[]; wades: boolean };

/** More than any way costs. */
export const FAR = 1_000_000;
/** In the order of `directions`. */
const OFFSETS = [-WIDTH, 1, WIDTH, -1] as const;

/** What grows on an island, as flat arrays: thousands of plans look through all of it. `stands`: five tiles from which one reaches each. */
export const nodesOf = memoise((seed) => {
  const { biomes, resources } = readGround(seed);
  const tiles = Array.from(resources.keys()).filter((tile) => biomes[tile] !== SEA && resources[tile] !== 0);
  return {
    tiles: Int16Array.from(tiles),
    materials: Uint8Array.from(tiles, (tile) => resources[tile] ?? 0),
    rings: Uint8Array.from(tiles, ringOf),
    stands: Int16Array.from(tiles.flatMap(around)),
  };
});

const REACH = 2 * CAMP_REACH + 1;
/** The tiles at each camp. */
export const tilesAtPlaces: readonly (readonly Tile[])[] = places.map(({ x, y }) =>
  Array.from(
    { length: REACH * REACH },
    (_, i) => (y - CAMP_REACH + Math.floor(i / REACH)) * WIDTH + x - CAMP_REACH + (i % REACH),
  ),
);

/** A tile and its neighbours: where one stands to reach it. */
export function around(tile: Tile): readonly Tile[] {
  return [tile, ...OFFSETS.map((offset) => tile + offset)];
}

/** Which of the tiles the flood reaches most cheaply. */
export function nearest(tiles: readonly Tile[], ways: Int32Array): Tile {
  let best = tiles[0] ?? 0;
  for (const tile of tiles) if ((ways[tile] ?? FAR) < (ways[best] ?? FAR)) best = tile;
  return best;
}

const buckets = Array.from({ length: 8 }, () => new Int16Array(4 * TILES));

/**
 * The cheapest ways in grains between some tiles and all others. Flat arrays, since a plan is made a thousand times per expedition.
 * @param isBack From the others to these, instead of from these to the others.
 * @param most No way that costs more is looked for.
 * @param ways Is written: grains by tile; `FAR` when there is no way.
 */
export function flood(
  { biomes }: Ground,
  from: readonly Tile[],
  { cost, wades }: Steps,
  isBack: boolean,
  most: number,
  ways: Int32Array,
): void {
  ways.fill(FAR);
  const filled = [0, 0, 0, 0, 0, 0, 0, 0];
  let left = 0;
  const put = (tile: Tile, total: number) => {
    const index = total & 7;
    const at = filled[index] ?? 0;
    const bucket = buckets[index];
    if (bucket) bucket[at] = tile;
    filled[index] = at + 1;
    ways[tile] = total;
    left++;
  };
  for (const tile of from) if (cost[biomes[tile] ?? 0]) put(tile, 0);
  for (let total = 0; left > 0 && total <= most; total++) {
    const index = total & 7;
    const bucket = buckets[index];
    for (let at = filled[index] ?? 0; bucket && at > 0; at = filled[index] ?? 0) {
      const tile = bucket[at - 1] ?? 0;
      filled[index] = at - 1;
      left--;
      if (ways[tile] !== total) continue;
      const here = biomes[tile] ?? 0;
      const isWater = here === SHALLOWS;
      for (let side = 0; side < 4; side++) {
        const next = tile + (OFFSETS[side] ?? 0);
        const there = biomes[next] ?? 0;
        const enters = cost[there] ?? 0;
        if (enters === 0) continue;
        const reached = total + (isBack ? (cost[here] ?? 0) : enters);
        if (reached >= (ways[next] ?? 0)) continue;
        // Who wades comes from shallows.
        if (wades && (isBack ? isWater && there !== SHALLOWS : there === SHALLOWS && !isWater)) continue;
        put(next, reached);
      }
    }
  }
}

/** The way to a tile, as a flood from where one stands has found it: the tiles after the first. */
export function readWay({ biomes }: Ground, { cost, wades }: Steps, ways: Int32Array, to: Tile): Tile[] | undefined {
  const way: Tile[] = [];
  for (let tile = to; ways[tile] !== 0; ) {
    const onto = biomes[tile] ?? 0;
    const before = around(tile).find(
      (other) =>
        !(wades && onto === SHALLOWS && biomes[other] !== SHALLOWS) &&
        (ways[other] ?? FAR) + (cost[onto] || FAR) === ways[tile],
    );
    if (before === undefined) return undefined;
    way.push(tile);
    tile = before;
  }
  return way.reverse();
}
