import { growthOf } from "@/game/rules/ground";
import { findHere } from "@/game/rules/here";
import type { Moment } from "@/game/rules/moment";
import { materialOf } from "./names";
import { viewBank } from "./viewCamp";
import type { QuickView, ReachView } from "./views";

/** What can be gathered or dug from here: the twin of what the key of gathering does. */
export function viewReach({ scene, run }: Moment): ReachView {
  const gather = findHere(scene, "gather");
  const dig = gather?.whyNot === undefined ? undefined : findHere(scene, "unearth");
  if (dig) return { verb: "dig", tile: dig.action.tile, item: undefined, whyNot: dig.whyNot };
  const growth = gather ? growthOf(run.seed, gather.action.tile) : 0;
  if (!gather || growth === 0) return { verb: "gather", tile: undefined, item: undefined, whyNot: gather?.whyNot };
  return { verb: "gather", tile: gather.action.tile, item: materialOf(growth), whyNot: gather.whyNot };
}

/** What a place offers beside gathering, if it can be done now: a thumb has no keys for it. */
export function viewQuick(moment: Moment): QuickView {
  const { whyNot, points } = viewBank(moment);
  const claim = findHere(moment.scene, "claim");
  return {
    bank: whyNot || points === 0 ? undefined : points,
    errand: claim?.whyNot === undefined ? claim?.action.errand : undefined,
  };
}
