import { readLength } from "@/game/rules/clock";
import { available } from "@/game/rules/grains";
import { priceLoad } from "@/game/rules/load";
import type { Moment } from "@/game/rules/moment";
import { costs, falls, placePercent } from "@/game/rules/numbers";
import { CAMP_REACH } from "@/game/rules/places";
import { lengthNames } from "./names";
import type { BarView } from "./views";
import { wayHome } from "./ways";

/** For the block that brings the last action. */
const BLOCK_SECONDS = 4;
/** When the way home begins to matter. */
const SOON_SECONDS = 30;

/** @param keyUntil When the session key ends, Unix seconds. */
export function viewBar(moment: Moment, keyUntil: number): BarView {
  const { run, player, t, tide, isLow, phase } = moment;
  const { seconds } = readLength(run.length);
  const secondsLeft = Math.max(0, run.endsAt - Math.floor(moment.scene.nowSeconds));
  const tideSeconds = seconds / 3;
  const passed = t - tide * tideSeconds;
  const { place, distance, way } = wayHome(moment);
  const margin = BLOCK_SECONDS + costs.bank / 3 + (phase === "night" ? fallSeconds(way.steps) : 0);
  const spare = secondsLeft - way.seconds - margin;
  const urgency = distance <= CAMP_REACH ? "here" : spare < 0 ? "now" : spare < SOON_SECONDS ? "soon" : "calm";
  return {
    ...{ length: lengthNames[run.length], phase, secondsLeft, seconds },
    grains: Math.max(0, available(run, t)),
    tide: { index: tide, passed: passed / tideSeconds, turnsInSeconds: Math.ceil(tideSeconds - passed), isLow },
    ...{ load: priceLoad(run, player.pack, tide, place), banked: run.points },
    placePercent: place === 0 ? placePercent.camp : placePercent.post,
    home: { way, urgency },
    keyUntil,
  };
}

/** What falls on a way cost at worst, in all but few cases: the mean and one and a half deviations. */
function fallSeconds(steps: number): number {
  const odds = falls.odds / 256;
  const count = steps * odds + 1.5 * Math.sqrt(steps * odds * (1 - odds));
  return (count * falls.grains) / 2;
}
