import { describe, expect, test } from "vitest";
import { biomeAt, CAMP, neighbour, readIsland, resourceAt, SEA, TILES, WIDTH } from "./island";
import { biomes, nodes } from "./table";
import type { Island, Tile } from "./types";

const directions = ["north", "east", "south", "west"] as const;
const seeds = Array.from({ length: 120 }, (_, index) => BigInt(Math.imul(index, 0x9e3779b1) >>> 0));

describe("the island of many seeds", () => {
  test("is connected: all tiles that are not sea can be reached from the camp", () => {
    for (const seed of seeds) {
      const island = readIsland(seed);
      const land = allTiles().filter((tile) => biomeAt(island, tile) !== SEA);
      expect(flood(island, (biome) => biome !== SEA).size, `seed ${seed}`).toBe(land.length);
    }
  });

  test("has every biome, and room to walk without gear", () => {
    for (const seed of seeds) {
      const island = readIsland(seed);
      const seen = new Set(allTiles().map((tile) => biomeAt(island, tile)));
      expect(seen.size, `biomes of seed ${seed}`).toBe(biomes.length);
      expect(flood(island, isFree).size, `free tiles of seed ${seed}`).toBeGreaterThan(500);
    }
  });

  test("has each material within reach of players with the gear for it", () => {
    for (const seed of seeds) {
      const island = readIsland(seed);
      const walked = flood(island, (biome) => biome !== SEA);
      const materials = new Set([...walked].map((tile) => resourceAt(island, tile)));
      for (const { item } of nodes) expect(materials.has(item), `item ${item}, seed ${seed}`).toBe(true);
    }
  });

  test("is surrounded by sea up to its border", () => {
    for (const seed of seeds) {
      const island = readIsland(seed);
      const rim = allTiles().filter((tile) => [0, WIDTH - 1].some((end) => tile % WIDTH === end || tile >> 6 === end));
      expect(
        rim.filter((tile) => biomeAt(island, tile) !== SEA),
        `seed ${seed}`,
      ).toEqual([]);
    }
  });
});

test("there is only sea outside the map", () => {
  const island = readIsland(7n);
  for (const tile of [-1, TILES, 1.5, Number.NaN]) {
    expect(biomeAt(island, tile)).toBe(SEA);
    expect(resourceAt(island, tile)).toBe(0);
  }
});

test("a seed beyond 32 bits is refused with an error that shows it", () => {
  expect(() => readIsland(2n ** 32n)).toThrow("4294967296");
  expect(() => readIsland(-1n)).toThrow("-1");
});

function allTiles(): readonly Tile[] {
  return Array.from({ length: TILES }, (_, tile) => tile);
}

function isFree(biome: number): boolean {
  return biomes.some((row) => row.id === biome && row.free);
}

function flood(island: Island, open: (biome: number) => boolean): ReadonlySet<Tile> {
  const seen = new Set<Tile>([CAMP]);
  const front = [CAMP];
  for (let tile = front.pop(); tile !== undefined; tile = front.pop()) {
    for (const direction of directions) {
      const next = neighbour(tile, direction);
      if (seen.has(next) || !open(biomeAt(island, next))) continue;
      seen.add(next);
      front.push(next);
    }
  }
  return seen;
}
