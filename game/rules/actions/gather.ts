import { defineAction } from "../action";
import { tile } from "../argument";
import { spend } from "../grains";
import { growthOf } from "../ground";
import { neighbour } from "../island";
import { nameItem, readNodeKind } from "../lookup";
import { inExpedition } from "../moment";
import { isTaken, tagOf, withTaken } from "../nodes";
import { costs, phaseYield, ringYield } from "../numbers";
import { refuse } from "../outcome";
import { ringOf } from "../places";
import { played, readReach, readSelf } from "../player";
import type { Phase, Run } from "../types";
import { bonusOf, capacityOf, isRare, refuseFull, wears, weigh, withGoods } from "../weigh";

export const gather = defineAction({
  args: { tile },
  words: "Gather what grows beside you",
  gas: 70_000,
  verb: "Gather",
  keys: ["Space", "KeyE"],
  sound: "gather",
  apply: (scene, { tile }) =>
    inExpedition(scene, ({ player, run, t, tide, phase }) => {
      if (!readReach(run.tile).includes(tile)) {
        return refuse("TileOutOfReach", [tile, run.tile], "Step beside it first.");
      }
      const material = growthOf(run.seed, tile);
      if (material === 0) return refuse("NothingGrows", [tile], "Nothing grows here. Look for a plant or a rock.");
      const needs = readNodeKind(material)?.needs;
      if (needs !== undefined && !wears(run, needs)) {
        const text = `Wear a ${nameItem(needs)} to gather ${nameItem(material)}.`;
        return refuse("ToolNotWorn", [material, needs], text);
      }
      const tag = tagOf(run.number, tide);
      if (isTaken(player, tag, tile)) {
        const text =
          tide === 2 ? "You gathered here. Go to another one." : "You gathered here. It is full again next tide.";
        return refuse("NodeTaken", [tile, tide], text);
      }
      const weight = weigh(player.pack);
      const capacity = capacityOf(run);
      if (weight >= capacity) return refuseFull(weight, capacity);
      const paid = spend(run, t, costs.gather);
      if (!paid.ok) return paid;
      const amount = Math.min(capacity - weight, yieldOf(run, phase, tile, material));
      const pack = withGoods(player.pack, material, amount);
      return played(scene, { ...player, run: paid.run, pack, nodes: withTaken(player, tag, tile) });
    }),
  describe: ({ tile }, scene) => `Gather ${nameItem(growthOf(readSelf(scene).run?.seed ?? 0, tile))}`,
  /**
   * The player's own tile first, because somebody who stands on something walked there, then the one ahead and those around. If
   * nothing grows, still the own tile, so that the player learns why it does not work.
   */
  here(scene) {
    const { run } = readSelf(scene);
    if (!run) return [];
    const ahead = neighbour(run.tile, run.facing);
    const [own = run.tile, ...around] = readReach(run.tile);
    const growing = [own, ahead, ...around.filter((tile) => tile !== ahead)].filter(
      (tile) => growthOf(run.seed, tile) !== 0,
    );
    return (growing.length > 0 ? growing : [own]).map((tile) => ({ tile }));
  },
});

/** Units of a node that is gathered now. */
export function yieldOf(run: Run, phase: Phase, tile: number, material: number): number {
  const units = (ringYield[ringOf(tile)] ?? 0) + phaseYield[phase] + bonusOf(run, material);
  return isRare(material) ? Math.max(1, Math.floor(units / 2)) : units;
}
