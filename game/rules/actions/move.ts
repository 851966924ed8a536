import { defineAction } from "../action";
import { path } from "../argument";
import { isDay, regionOf } from "../expedition";
import { biomeAt, neighbour } from "../island";
import { refuse } from "../outcome";
import { explainClosed, played, readOpenBiomes, readSelf } from "../player";

/** Longest path of one move, in steps. */
export const MAX_STEPS = 32;

export const move = defineAction({
  args: { path },
  words: "Walk, up to 32 steps at a time",
  gas: 33_000,
  gasPerByte: 1_350,
  sound: "step",
  apply(scene, { path }) {
    if (path.length === 0 || path.length > MAX_STEPS) {
      return refuse("PathLengthInvalid", `A path has 1 to ${MAX_STEPS} steps, not ${path.length}.`);
    }
    const player = readSelf(scene);
    const open = readOpenBiomes(player);
    let tile = player.tile;
    let facing = player.facing;
    let { regions } = player.expedition;
    for (const direction of path) {
      tile = neighbour(tile, direction);
      facing = direction;
      const biome = biomeAt(scene.island, tile);
      if (!open.has(biome)) return refuse("BiomeClosed", explainClosed(biome));
      regions |= 1n << BigInt(regionOf(tile));
    }
    const expedition = isDay(player, scene.nowSeconds) ? { ...player.expedition, regions } : player.expedition;
    return played(scene, { ...player, tile, facing, steps: player.steps + path.length, expedition });
  },
  describe: ({ path }) => (path.length === 1 ? "Walk 1 step" : `Walk ${path.length} steps`),
  /** A move is never split: it succeeds or fails as it was played. */
  join: (first, second) =>
    first.path.length + second.path.length > MAX_STEPS ? undefined : { path: [...first.path, ...second.path] },
});
