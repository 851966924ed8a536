import { isDay, regionOf } from "./expedition";
import { biomeAt, neighbour, SEA } from "./island";
import { readBiome } from "./lookup";
import { type Outcome, refuse } from "./outcome";
import { readOpenBiomes, readPlayer, withPlayer } from "./player";
import { type ItemRow, items } from "./table";
import type { BiomeId, Direction, Island, Seconds, World } from "./types";

/** Longest path of one move, in steps. */
export const MAX_STEPS = 32;

export function applyMove(
  island: Island,
  world: World,
  self: string,
  path: readonly Direction[],
  nowSeconds: Seconds,
): Outcome {
  if (path.length === 0 || path.length > MAX_STEPS) {
    return refuse("PathLengthInvalid", `A path has 1 to ${MAX_STEPS} steps, not ${path.length}.`);
  }
  const player = readPlayer(world, self);
  const open = readOpenBiomes(player);
  let tile = player.tile;
  let facing = player.facing;
  let { regions } = player.expedition;
  for (const direction of path) {
    tile = neighbour(tile, direction);
    facing = direction;
    const biome = biomeAt(island, tile);
    if (!open.has(biome)) return refuse("BiomeClosed", explainClosed(biome));
    regions |= 1n << BigInt(regionOf(tile));
  }
  const expedition = isDay(player, nowSeconds) ? { ...player.expedition, regions } : player.expedition;
  const next = { ...player, tile, facing, steps: player.steps + path.length, expedition };
  return { ok: true, world: withPlayer(world, self, next) };
}

/** Why a biome cannot be walked, and what would help. */
export function explainClosed(biome: BiomeId): string {
  if (biome === SEA) return "The sea is too deep.";
  const ground = readBiome(biome)?.name.toLowerCase() ?? "ground";
  const key = (items as readonly ItemRow[]).find((row) => row.opens?.includes(biome));
  return key ? `The ${ground} can be entered with ${key.name} only.` : `The ${ground} cannot be entered.`;
}
