import { defineAction } from "../action";
import { path } from "../argument";
import { storeSteps } from "../falls";
import { spend } from "../grains";
import { biomeOf, explainClosed, readOpen, stepGrains } from "../ground";
import { neighbour } from "../island";
import { inExpedition } from "../moment";
import { regionPoints } from "../numbers";
import { refuse } from "../outcome";
import { regionOf } from "../places";
import { played } from "../player";
import { addPoints } from "../points";

/** Longest path of one move, in steps. */
export const MAX_STEPS = 32;

export const move = defineAction({
  args: { path },
  words: "Walk, up to 32 steps at a time",
  gas: 34_000,
  gasPerByte: 1_700,
  sound: "step",
  apply: (scene, { path }) =>
    inExpedition(scene, ({ player, run, t, isLow, phase }) => {
      if (path.length === 0 || path.length > MAX_STEPS) {
        const text = `A path has 1 to ${MAX_STEPS} steps, not ${path.length}.`;
        return refuse("PathLengthInvalid", [path.length, MAX_STEPS], text);
      }
      const { seed } = run;
      const open = readOpen(run.worn, isLow);
      let { tile, facing, regions } = run;
      let from = biomeOf(seed, tile);
      let cost = 0;
      let explored = 0;
      for (const direction of path) {
        tile = neighbour(tile, direction);
        facing = direction;
        const biome = biomeOf(seed, tile);
        const step = stepGrains(open, from, biome);
        if (step === undefined) return refuse("BiomeClosed", [tile, biome, open], explainClosed(biome));
        cost += step;
        from = biome;
        const region = 1n << BigInt(regionOf(tile));
        if (regions & region) continue;
        regions |= region;
        explored++;
      }
      const paid = spend(run, t, cost);
      if (!paid.ok) return paid;
      const walked = addPoints({ ...paid.run, tile, facing, regions }, explored * regionPoints);
      const next = phase === "night" ? storeSteps(walked, path.length, scene.block) : walked;
      return played(scene, { ...player, run: next });
    }),
  describe: ({ path }) => (path.length === 1 ? "Walk 1 step" : `Walk ${path.length} steps`),
  /** A move is never split: it succeeds or fails as it was played. */
  join: (first, second) =>
    first.path.length + second.path.length > MAX_STEPS ? undefined : { path: [...first.path, ...second.path] },
});
