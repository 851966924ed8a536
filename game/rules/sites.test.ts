import { expect, test } from "vitest";
import { biomeAt, CAMP, distanceToCamp, neighbour, readIsland, resourceAt, TILES } from "./island";
import { newcomer, readOpenBiomes } from "./player";
import { readLoot, readSites, siteAt } from "./sites";
import { chests, loot, relics } from "./table";
import type { Island, Tile } from "./types";

const seeds = Array.from({ length: 40 }, (_, index) => BigInt(Math.imul(index, 0x9e3779b1) >>> 0));
const directions = ["north", "east", "south", "west"] as const;
/** Boots or stilts, with raft or lantern. */
const outfits = [14, 22].flatMap((feet) => [15, 16].map((pack) => [0, feet, pack]));

test("every relic and chest has its own place, within reach of players who wear the gear for it", {
  timeout: 30_000,
}, () => {
  for (const seed of seeds) {
    const island = readIsland(seed);
    const sites = readSites(island);
    expect(new Set(sites.map(({ tile }) => tile)).size).toBe(relics.length + chests.length);
    const walked = outfits.map((worn) => flood(island, worn));
    for (const { kind, id, tile } of sites) {
      const row = [...relics, ...chests].find((each) => each.id === id && "item" in each === (kind === "relic"));
      expect(biomeAt(island, tile), `ground of ${kind} ${id}`).toBe(row?.biome);
      expect(distanceToCamp(tile)).toBeGreaterThanOrEqual(row?.far ?? 99);
      expect(resourceAt(island, tile), "nothing grows on it").toBe(0);
      expect(siteAt(island, tile)).toEqual({ kind, id, tile });
      const near = [tile, ...directions.map((direction) => neighbour(tile, direction))];
      expect(
        walked.some((tiles) => near.some((each) => tiles.has(each))),
        `${kind} ${id} of seed ${seed}`,
      ).toBe(true);
    }
    expect(siteAt(island, CAMP)).toBeUndefined();
  }
});

test("chests change from week to week, and each row of the table appears somewhere", () => {
  const island = readIsland(7n);
  const found = Array.from({ length: 400 }, (_, week) => readLoot(island, 1234, week).item);
  expect(new Set(found)).toEqual(new Set(loot.map(({ item }) => item)));
  expect(readLoot(island, 1234, 5)).toEqual(readLoot(island, 1234, 5));
});

function flood(island: Island, worn: readonly number[]): Set<Tile> {
  const open = readOpenBiomes({ ...newcomer, worn });
  const seen = new Set<Tile>([CAMP]);
  const queue: Tile[] = [CAMP];
  for (let tile = queue.pop(); tile !== undefined; tile = queue.pop()) {
    for (const direction of directions) {
      const next = neighbour(tile, direction);
      if (next < 0 || next >= TILES || seen.has(next) || !open.has(biomeAt(island, next))) continue;
      seen.add(next);
      queue.push(next);
    }
  }
  return seen;
}
