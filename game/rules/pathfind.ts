import { MAX_STEPS } from "./actions/move";
import { biomeAt, directions, neighbour, TILES, WIDTH } from "./island";
import type { BiomeId, Direction, Island, Tile } from "./types";

/** What counts as arrival: on the tile, or within reach of its node. */
type Goal = "on" | "within-reach";

/**
 * A shortest walk between two tiles over open biomes; [] when already there, undefined when there is none. It may be
 * longer than one move; see `splitPath`.
 */
export function findPath(
  island: Island,
  open: ReadonlySet<BiomeId>,
  from: Tile,
  to: Tile,
  goal: Goal = "on",
): readonly Direction[] | undefined {
  return findCheapest((onto) => (open.has(biomeAt(island, onto)) ? 1 : undefined), from, to, goal);
}

/**
 * A cheapest walk between two tiles (A*); [] when already there, undefined when there is none.
 * @param stepCost Of a step onto a tile from the one beside it: a whole number from 1; undefined: closed.
 */
export function findCheapest(
  stepCost: (onto: Tile, from: Tile) => number | undefined,
  from: Tile,
  to: Tile,
  goal: Goal = "on",
): readonly Direction[] | undefined {
  const slack = goal === "on" ? 0 : 1;
  const estimate = (tile: Tile) => Math.max(0, distance(tile, to) - slack);
  const cost = new Map<Tile, number>([[from, 0]]);
  const cameBy = new Map<Tile, Direction>();
  // One bucket per estimated total: costs are small whole numbers, so a heap would only be slower.
  const buckets: Tile[][] = [];
  const push = (tile: Tile, total: number) => {
    const bucket = buckets[total] ?? [];
    bucket.push(tile);
    buckets[total] = bucket;
  };
  push(from, estimate(from));
  for (let total = 0; total < buckets.length; total++) {
    const bucket = buckets[total] ?? [];
    for (let tile = bucket.pop(); tile !== undefined; tile = bucket.pop()) {
      if (distance(tile, to) <= slack) return walkBack(cameBy, from, tile);
      const spent = cost.get(tile) ?? 0;
      if (spent + estimate(tile) < total) continue;
      for (const direction of directions) {
        const next = neighbour(tile, direction);
        const step = next < 0 || next >= TILES ? undefined : stepCost(next, tile);
        if (step === undefined || spent + step >= (cost.get(next) ?? Number.POSITIVE_INFINITY)) continue;
        cost.set(next, spent + step);
        cameBy.set(next, direction);
        push(next, spent + step + estimate(next));
      }
    }
  }
  return undefined;
}

/** Splits a walk into parts, each short enough for one move. */
export function splitPath(path: readonly Direction[]): readonly (readonly Direction[])[] {
  const pieces: (readonly Direction[])[] = [];
  for (let start = 0; start < path.length; start += MAX_STEPS) pieces.push(path.slice(start, start + MAX_STEPS));
  return pieces;
}

function walkBack(cameBy: ReadonlyMap<Tile, Direction>, from: Tile, to: Tile): readonly Direction[] {
  const path: Direction[] = [];
  for (let tile = to; tile !== from; ) {
    const direction = cameBy.get(tile);
    if (!direction) break;
    path.push(direction);
    tile = neighbour(tile, opposite(direction));
  }
  return path.reverse();
}

function opposite(direction: Direction): Direction {
  return directions[(directions.indexOf(direction) + 2) % directions.length] ?? direction;
}

function distance(a: Tile, b: Tile): number {
  return Math.abs((a % WIDTH) - (b % WIDTH)) + Math.abs(Math.floor(a / WIDTH) - Math.floor(b / WIDTH));
}
