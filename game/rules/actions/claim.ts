import { defineAction } from "../action";
import { errand } from "../argument";
import { type Errand, errandsPerTide, OFFERS, readErrands, rewardOf } from "../errands";
import { spend } from "../grains";
import { nameItem } from "../lookup";
import { inExpedition, type Moment, readMoment } from "../moment";
import { costs } from "../numbers";
import { refuse } from "../outcome";
import { CAMP_REACH, distanceOf, nameOfPlace, tileOfPlace, wayTo } from "../places";
import { digsOf, played, readReach } from "../player";
import { addPoints } from "../points";
import { layersDug } from "../sites";
import type { Digs, Pack, Refusal, Tile } from "../types";
import { countOf, withGoods } from "../weigh";

export const claim = defineAction({
  args: { errand },
  words: "Claim the reward of an errand",
  gas: 100_000,
  keys: ["KeyC"],
  sound: "claim",
  apply: (scene, { errand: offer }) =>
    inExpedition(scene, (moment) => {
      const { player, run, t, tide } = moment;
      if (offer >= OFFERS) return refuse("ErrandUnknown", [offer, OFFERS - 1], `There is no errand ${offer}.`);
      const errand = readErrands(run.seed, run.length, tide)[offer];
      if (!errand || (errand.kind === "vigil" && moment.phase !== "dusk")) {
        const text = errand ? "Come back at dusk: a vigil counts only then." : "There is no such errand in this tide.";
        return refuse("ErrandClosed", [offer, tide], text);
      }
      const digs = digsOf(player.digs, tide);
      if ((digs.done >> offer) & 1) return refuse("ErrandDone", [offer], "You did this errand in this tide.");
      const most = errandsPerTide(run);
      const begins = errand.kind !== "survey" || marksOf(digs, offer) === 0;
      if (begins && digs.begun >= most) {
        return refuse("ErrandsFull", [digs.begun, most], `Only ${most} count in a tide. Wait for the next one.`);
      }
      const met = meet(moment, digs, offer, errand);
      if (!met.ok) return met;
      const paid = errand.kind === "vigil" ? spend(run, t, costs.vigil) : { ok: true as const, run };
      if (!paid.ok) return paid;
      const counted = begins ? 1 : 0;
      return played(scene, {
        ...player,
        run: addPoints(paid.run, rewardOf(run, tide, met.base)),
        pack: met.pack,
        digs: { ...met.digs, begun: digs.begun + counted, errands: digs.errands + counted },
      });
    }),
  describe({ errand: offer }, scene) {
    const moment = readMoment(scene);
    const errand = moment.ok ? readErrands(moment.run.seed, moment.run.length, moment.tide)[offer] : undefined;
    return errand ? describeErrand(errand) : "Claim an errand";
  },
  /** What the player is in the right place for and has not done. */
  here(scene) {
    const moment = readMoment(scene);
    if (!moment.ok) return [];
    const { run, tide, player } = moment;
    const digs = digsOf(player.digs, tide);
    return readErrands(run.seed, run.length, tide).flatMap((errand, offer) => {
      const isOpen = errand !== undefined && ((digs.done >> offer) & 1) === 0;
      return isOpen && wantedTile(moment, digs, offer, errand) === undefined ? [{ errand: offer }] : [];
    });
  },
});

/** An errand in words: "Bring 6 wood to the north post". */
export function describeErrand(errand: Errand): string {
  switch (errand.kind) {
    case "supply":
      return `Bring ${errand.amount} ${nameItem(errand.item)} to the ${nameOfPlace(errand.post)}`;
    case "survey":
      return errand.marks.length === 1 ? "Survey a mark" : `Survey ${errand.marks.length} marks`;
    case "vigil":
      return "Keep a vigil at dusk";
    case "recover":
      return `Recover all ${errand.site.layers} layers of a site`;
  }
}

/** Bits of the marks of a survey that are done, the first lowest. */
function marksOf({ marks }: Digs, offer: number): number {
  return (marks >> (3 * (offer - 2))) & 7;
}

/** Where the player must go for an errand; undefined: here. Of a survey the first mark that is not done. */
function wantedTile({ run: { tile } }: Moment, digs: Digs, offer: number, errand: Errand): Tile | undefined {
  switch (errand.kind) {
    case "supply": {
      const post = tileOfPlace(errand.post);
      return distanceOf(tile, post) <= CAMP_REACH ? undefined : post;
    }
    case "survey": {
      const open = errand.marks.filter((_, mark) => ((marksOf(digs, offer) >> mark) & 1) === 0);
      return open.includes(tile) ? undefined : open[0];
    }
    case "vigil":
      return tile === errand.mark ? undefined : errand.mark;
    case "recover":
      return readReach(tile).includes(errand.site.tile) ? undefined : errand.site.tile;
  }
}

type Met = { ok: true; base: number; pack: Pack; digs: Digs };

/** What an errand takes and marks as done, or what is missing. */
function meet(moment: Moment, digs: Digs, offer: number, errand: Errand): Met | Refusal {
  const { player, run, tide } = moment;
  const wanted = wantedTile(moment, digs, offer, errand);
  if (wanted !== undefined) {
    return refuse("ErrandElsewhere", [offer, wanted], `Go to its place first (${wayTo(run.tile, wanted)}).`);
  }
  const done = { ...digs, done: digs.done | (1 << offer) };
  const { pack } = player;
  if (errand.kind === "survey") {
    const before = marksOf(digs, offer);
    const mark = errand.marks.findIndex((tile, each) => tile === run.tile && ((before >> each) & 1) === 0);
    const isLast = (before | (1 << mark)) === 2 ** errand.marks.length - 1;
    const marks = digs.marks | (1 << (3 * (offer - 2) + mark));
    return { ok: true, base: errand.bases[mark] ?? 0, pack, digs: { ...(isLast ? done : digs), marks } };
  }
  if (errand.kind === "supply") {
    const { item, amount } = errand;
    const seen = countOf(pack, item);
    if (seen < amount) {
      const text = `Needs ${amount} ${nameItem(item)}; you have ${seen}. Gather more.`;
      return refuse("ItemsTooFew", [item, seen, amount], text);
    }
    return { ok: true, base: errand.base, pack: withGoods(pack, item, -amount), digs: done };
  }
  if (errand.kind === "recover") {
    const { region, layers } = errand.site;
    const dug = layersDug(digs, tide, region);
    if (dug < layers) {
      return refuse("ErrandNotMet", [offer, dug, layers], `Dig out all ${layers} layers first; you dug ${dug}.`);
    }
  }
  return { ok: true, base: errand.base, pack, digs: done };
}
