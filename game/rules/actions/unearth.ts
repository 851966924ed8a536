import { defineAction } from "../action";
import { tile } from "../argument";
import { spend } from "../grains";
import { nameItem } from "../lookup";
import { inExpedition, type Moment, readMoment } from "../moment";
import { callings, digCost, layerPercent, layerValue, pack as limits, perks, tidePercent } from "../numbers";
import { refuse } from "../outcome";
import { ringOf } from "../places";
import { digsOf, played, readReach, readSelf } from "../player";
import { layersDug, relicAt, type Site, siteAt } from "../sites";
import type { Calling, Digs, Run } from "../types";
import { capacityOf, refuseFull, SPADE, wears, weigh } from "../weigh";

export const unearth = defineAction({
  args: { tile },
  words: "Dig for relics",
  gas: 60_000,
  sound: "glitter",
  apply: (scene, { tile }) =>
    inExpedition(scene, (moment) => {
      const { player, run, tide } = moment;
      if (!readReach(run.tile).includes(tile)) {
        return refuse("TileOutOfReach", [tile, run.tile], "Step beside it first.");
      }
      const site = siteAt(run.seed, tide, tile);
      if (!site) return refuse("NothingHidden", [tile], "Nothing is hidden here. Look for disturbed earth.");
      if (!wears(run, SPADE)) return refuse("ToolNotWorn", [0, SPADE], `Wear a ${nameItem(SPADE)} to dig.`);
      const dug = layersDug(player.digs, tide, site.region);
      if (dug >= site.layers) return refuse("SiteEmpty", [tile, tide], "You dug out all of it. Go to another site.");
      const weight = weigh(player.pack);
      const capacity = capacityOf(run);
      if (capacity - weight < limits.layerUnits) return refuseFull(weight, capacity);
      const paid = spend(run, moment.t, digCostOf(run.calling, dug));
      if (!paid.ok) return paid;
      const { layers, relicValue } = player.pack;
      const pack = {
        ...player.pack,
        layers: layers + 1,
        relicValue: relicValue + valueOfLayer(run, moment, site, dug),
      };
      const digs = withLayer(digsOf(player.digs, tide), run, site, dug);
      return played(scene, { ...player, run: paid.run, pack, digs });
    }),
  describe({ tile }, scene) {
    const moment = readMoment(scene);
    const site = moment.ok ? siteAt(moment.run.seed, moment.tide, tile) : undefined;
    if (!moment.ok || !site) return "Dig";
    return `Dig layer ${layersDug(moment.player.digs, moment.tide, site.region) + 1} of ${site.layers}`;
  },
  here(scene) {
    const moment = readMoment(scene);
    if (!moment.ok) return [];
    const { run, tide } = moment;
    const { digs } = readSelf(scene);
    return readReach(run.tile).flatMap((tile) => {
      const site = siteAt(run.seed, tide, tile);
      return site && layersDug(digs, tide, site.region) < site.layers ? [{ tile }] : [];
    });
  },
});

/** Grains for the next layer of a site. */
export function digCostOf(calling: Calling, dug: number): number {
  const cost = digCost[dug] ?? 0;
  return calling === 2 ? (cost * perks.delverDig) / 100 : cost;
}

/** Points of the next layer of a site, before the load is priced. */
export function valueOfLayer(
  run: Run,
  { tide, phase }: Pick<Moment, "tide" | "phase">,
  site: Site,
  dug: number,
): number {
  const ring = layerPercent.ring[ringOf(site.tile)] ?? 100;
  const calling = callings[run.calling - 1]?.relics ?? 100;
  const value = (layerValue[dug] ?? 0) * ring * layerPercent.phase[phase] * tidePercent[tide] * calling;
  return Math.floor(value / 100 ** 4);
}

function withLayer(digs: Digs, { seed }: Run, { tile, region, ruin }: Site, dug: number): Digs {
  const isThird = dug === 2;
  return {
    ...digs,
    dug: { ...digs.dug, [region]: dug + 1 },
    third: digs.third || isThird,
    relics: isThird ? digs.relics | (1 << (relicAt(seed, tile) - 1)) : digs.relics,
    ruins: ruin === undefined ? digs.ruins : digs.ruins | (1 << ruin),
  };
}
