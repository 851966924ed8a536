import { priceLoad } from "@/game/rules/load";
import type { Moment } from "@/game/rules/moment";
import { nearestPlace } from "@/game/rules/places";
import type { Player } from "@/game/rules/types";
import { lengthNames, modeNames } from "./names";
import { viewBar } from "./viewBar";
import type { RunView, SummaryView } from "./views";

/** A running expedition in a few facts. */
export function viewRun(moment: Moment): RunView {
  const { number, mode, length } = moment.run;
  const { load, banked, grains, secondsLeft } = viewBar(moment, 0);
  return { number, mode: modeNames[mode], length: lengthNames[length], points: banked, load, grains, secondsLeft };
}

/** What was still carried when the last grain fell, at the last price on the screen; undefined: nothing is kept of the expedition. */
export function viewLost({ run, pack }: Player): SummaryView["lost"] {
  return run && { load: priceLoad(run, pack, 2, nearestPlace(run.tile).place), layers: pack.layers };
}
