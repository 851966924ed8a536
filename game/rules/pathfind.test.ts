import { describe, expect, test } from "vitest";
import { biomeAt, CAMP, HILLS, neighbour, readIsland, SEA, TILES } from "./island";
import { findPath, splitPath } from "./pathfind";
import { biomes } from "./table";
import type { Direction, Tile } from "./types";

const island = readIsland(7n);
const free = new Set<number>(biomes.filter((row) => row.free).map((row) => row.id));
const directions: readonly Direction[] = ["north", "east", "south", "west"];

describe("finding a path", () => {
  test("finds a path as short as an exhaustive search, to every tile", () => {
    const distances = searchAll();
    for (let tile = 0; tile < TILES; tile += 7) {
      const path = findPath(island, free, CAMP, tile);
      expect(path?.length, `tile ${tile}`).toBe(distances.get(tile));
      if (path) expect(walk(path)).toBe(tile);
    }
  });

  test("walks only on open ground", () => {
    const reached = [...searchAll().keys()];
    const path = findPath(island, free, CAMP, reached.at(-1) ?? CAMP) ?? [];
    let tile = CAMP;
    for (const direction of path) {
      tile = neighbour(tile, direction);
      expect(free.has(biomeAt(island, tile))).toBe(true);
    }
  });

  test("ends beside a closed tile, when that is close enough to gather", () => {
    const distances = searchAll();
    const hill = Array.from({ length: TILES }, (_, tile) => tile).find(
      (tile) => biomeAt(island, tile) === HILLS && distances.has(tile - 1),
    );
    if (hill === undefined) throw new Error("no hill beside open ground");
    expect(findPath(island, free, CAMP, hill)).toBeUndefined();
    const path = findPath(island, free, CAMP, hill, "within-reach") ?? [];
    const end = walk(path);
    expect([hill - 1, hill + 1, hill - 64, hill + 64]).toContain(end);
  });

  test("returns an empty path to the own tile, and none into the sea", () => {
    expect(findPath(island, free, CAMP, CAMP)).toEqual([]);
    expect(biomeAt(island, 0)).toBe(SEA);
    expect(findPath(island, free, CAMP, 0)).toBeUndefined();
  });

  test("splits a path into moves of at most 32 steps", () => {
    const long = Array.from({ length: 70 }, (): Direction => "north");
    expect(splitPath(long).map((piece) => piece.length)).toEqual([32, 32, 6]);
    expect(splitPath([])).toEqual([]);
  });
});

function walk(path: readonly Direction[]): Tile {
  return path.reduce(neighbour, CAMP);
}

function searchAll(): ReadonlyMap<Tile, number> {
  const distances = new Map<Tile, number>([[CAMP, 0]]);
  for (const [tile, distance] of distances) {
    for (const direction of directions) {
      const next = neighbour(tile, direction);
      if (!distances.has(next) && free.has(biomeAt(island, next))) distances.set(next, distance + 1);
    }
  }
  return distances;
}
