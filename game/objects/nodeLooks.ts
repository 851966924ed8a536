import { BEACH, FOREST, MEADOW } from "@/game/rules/island";
import type { BiomeId, ItemId, Tile } from "@/game/rules/types";
import { hashTile } from "./place";

/** Sprite names; those in `swaying` have frames `_0` to `_3`. */
type Look = { full: readonly string[]; empty: string | undefined; bit: string; sways: boolean; tall: boolean };

const swaying = { sways: true, tall: false } as const;
const still = { sways: false, tall: false } as const;

/** How each material looks while it grows and when nothing is left, and what flies when it is gathered. */
const looks: Readonly<Record<ItemId, Look>> = {
  1: { full: ["oak", "elm"], empty: "stump", bit: "chip", sways: true, tall: true },
  2: { full: ["reeds", "straw"], empty: "stubble", bit: "leaf", ...swaying },
  3: { full: ["boulder", "boulderLow"], empty: "rubble", bit: "grit", ...still },
  4: { full: ["shell"], empty: undefined, bit: "drop", ...still },
  5: { full: ["berries"], empty: "bush", bit: "berry", ...swaying },
  6: { full: ["ore"], empty: "oreRubble", bit: "grit", ...still },
  7: { full: ["clam"], empty: "clamShut", bit: "drop", ...still },
  8: { full: ["shard"], empty: "shardTaken", bit: "glow", ...still },
};

/** A material that this file does not know yet still shows as something to gather. */
const unknown: Look = { full: ["crystal"], empty: "rubble", bit: "spark", ...still };

const treesByBiome: Readonly<Record<BiomeId, readonly string[]>> = {
  [BEACH]: ["palm", "palmWest"],
  [MEADOW]: ["oak", "blossom", "golden"],
  [FOREST]: ["oak", "elm", "pine", "fir", "pine", "elm", "oak", "golden"],
};

export type NodeLook = { full: string; empty: string | undefined; bit: string; sways: boolean; tall: boolean };

export function readNodeLook(material: ItemId, biome: BiomeId, tile: Tile): NodeLook {
  const look = looks[material] ?? unknown;
  const choices = (material === 1 && treesByBiome[biome]) || look.full;
  return { ...look, full: choices[hashTile(tile, material) % choices.length] ?? "crystal" };
}
