import { applyAction } from "@/game/rules/apply";
import { type Errand, errandsPerTide, readErrands, rewardOf } from "@/game/rules/errands";
import type { Moment } from "@/game/rules/moment";
import { tileOfPlace } from "@/game/rules/places";
import { digsOf } from "@/game/rules/player";
import { layersDug } from "@/game/rules/sites";
import type { Digs, Tile } from "@/game/rules/types";
import { countOf } from "@/game/rules/weigh";
import { materialOf, placeNames } from "./names";
import type { ErrandsView, ErrandView } from "./views";
import { wayTo } from "./ways";
import { secondsOfTide, whyNotOf } from "./whyNot";

export function viewErrands(moment: Moment): ErrandsView {
  const { run, player, tide } = moment;
  const digs = digsOf(player.digs, tide);
  const of = errandsPerTide(run);
  return {
    slots: { left: Math.max(0, of - digs.begun), of },
    turnsInSeconds: secondsOfTide(moment),
    offers: readErrands(run.seed, run.length, tide).flatMap((errand, id) =>
      errand ? [viewErrand(moment, digs, errand, id)] : [],
    ),
  };
}

function viewErrand(moment: Moment, digs: Digs, errand: Errand, id: number): ErrandView {
  const { scene, run, player, tide } = moment;
  const outcome = applyAction(scene, { type: "claim", errand: id });
  const isDone = ((digs.done >> id) & 1) === 1;
  const base = errand.kind === "survey" ? errand.bases.reduce((sum, each) => sum + each, 0) : errand.base;
  const why = outcome.ok || isDone ? undefined : whyNotOf(moment, outcome);
  const view: ErrandView = {
    ...{ id, kind: errand.kind, reward: rewardOf(run, tide, base) },
    way: wayTo(moment, placeOf(digs, errand, id)),
    state: isDone ? "done" : outcome.ok ? "ready" : "open",
    ...(why && { whyNot: why }),
  };
  if (errand.kind === "supply") {
    const { item, amount, post } = errand;
    const have = countOf(player.pack, item);
    return { ...view, supply: { item: materialOf(item), need: amount, have, place: placeNames[post] } };
  }
  if (errand.kind === "survey") {
    const marks = errand.marks.filter((_, mark) => isMarked(digs, id, mark)).length;
    return { ...view, done: { count: marks, of: errand.marks.length } };
  }
  if (errand.kind === "vigil") return view;
  return { ...view, done: { count: layersDug(player.digs, tide, errand.site.region), of: errand.site.layers } };
}

function isMarked({ marks }: Digs, offer: number, mark: number): boolean {
  return ((marks >> (3 * (offer - 2) + mark)) & 1) === 1;
}

/** Where an errand leads: of a survey to the first mark that is not done. */
function placeOf(digs: Digs, errand: Errand, id: number): Tile {
  switch (errand.kind) {
    case "supply":
      return tileOfPlace(errand.post);
    case "survey":
      return errand.marks.find((_, mark) => !isMarked(digs, id, mark)) ?? errand.marks[0] ?? tileOfPlace(0);
    case "vigil":
      return errand.mark;
    case "recover":
      return errand.site.tile;
  }
}
