import { BEACH, biomeAt, FOREST, HILLS, MEADOW, RUINS, readIsland, resourceAt, SEA, SHALLOWS, TILES } from "./island";
import { readItem } from "./lookup";
import { memoise } from "./memoise";
import { costs, stepCost } from "./numbers";
import type { BiomeId, ItemId, Tile } from "./types";

/** What a seed makes of each tile. */
export type Ground = { biomes: Uint8Array; resources: Uint8Array };

export const readGround = memoise((seed): Ground => {
  const island = readIsland(BigInt(seed));
  return {
    biomes: Uint8Array.from({ length: TILES }, (_, tile) => biomeAt(island, tile)),
    resources: Uint8Array.from({ length: TILES }, (_, tile) => resourceAt(island, tile)),
  };
});

/** The biome of a tile. Outside the map is sea. */
export function biomeOf(seed: number, tile: Tile): BiomeId {
  return readGround(seed).biomes[tile] ?? SEA;
}

/** What grows on a tile; 0 is nothing. */
export function growthOf(seed: number, tile: Tile): ItemId {
  return readGround(seed).resources[tile] ?? 0;
}

const FREE = (1 << BEACH) | (1 << MEADOW) | (1 << FOREST);

/** Ground that needs no gear and no tide: marks and the sites of errands are there. */
export function isFree(biome: BiomeId): boolean {
  return isOpen(FREE, biome);
}

const openedBy = memoise((item) => (readItem(item)?.opens ?? []).reduce((bits, biome) => bits | (1 << biome), 0));

/**
 * Biomes that can be entered now, each as bit `biome`.
 * Who stands in shallows may wade on: {@link stepGrains}.
 * @param isLow Whether it is low tide.
 */
export function readOpen(worn: readonly ItemId[], isLow: boolean): number {
  return worn.reduce((open, item) => open | openedBy(item), FREE | (isLow ? 1 << SHALLOWS : 0));
}

export function isOpen(open: number, biome: BiomeId): boolean {
  return ((open >> biome) & 1) === 1;
}

/**
 * Grains of a step onto a biome; undefined: it is closed.
 * @param from Biome of the tile before: the tide closes shallows, but who is in them may wade on.
 */
export function stepGrains(open: number, from: BiomeId, biome: BiomeId): number | undefined {
  if (isOpen(open, biome)) return stepCost[biome];
  return biome === SHALLOWS && from === SHALLOWS ? costs.wade : undefined;
}

const closed: Readonly<Record<BiomeId, string>> = {
  [SEA]: "The sea is too deep.",
  [SHALLOWS]: "Wait for low tide to enter the shallows, or wear a raft or stilts.",
  [HILLS]: "You need boots to enter the hills.",
  [RUINS]: "You need a lantern to enter the ruins.",
};

/** Why a biome is closed, and what would help. */
export function explainClosed(biome: BiomeId): string {
  return closed[biome] ?? "That way is closed.";
}
