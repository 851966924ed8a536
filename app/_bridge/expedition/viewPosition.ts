import { biomeOf } from "@/game/rules/ground";
import { readBiome } from "@/game/rules/lookup";
import type { Direction, Run, Tile } from "@/game/rules/types";

/** Where a player stands. */
export type PositionView = { tile: Tile; x: number; y: number; biome: string; facing: Direction };

/** @returns Undefined without an expedition. */
export function viewPosition(run: Run | undefined): PositionView | undefined {
  if (!run) return undefined;
  const { tile, facing, seed } = run;
  const biome = readBiome(biomeOf(seed, tile))?.name ?? "Unknown ground";
  return { tile, x: tile & 63, y: tile >> 6, biome, facing };
}
