import { applyAction } from "@/game/rules/apply";
import { readLength } from "@/game/rules/clock";
import { countKinds, priceLoad } from "@/game/rules/load";
import { SAND_UNIT } from "@/game/rules/lookup";
import type { Moment } from "@/game/rules/moment";
import { homePercent, mixPercent, placePercent, pointsPerSand, pursePercent, supplies } from "@/game/rules/numbers";
import { CAMP_REACH } from "@/game/rules/places";
import { emptyPack } from "@/game/rules/player";
import { withHomeBonus } from "@/game/rules/points";
import { itemOf, placeNames } from "./names";
import type { BankView, FinishView, StartTool, Supply, TradeView, WhyNot } from "./views";
import { wayHome } from "./ways";
import { whyNotOf } from "./whyNot";

/** Out and back takes at least this long. */
const TRIP_SECONDS = 60;

/** The view with the reason of a refusal, if there is one. */
function withWhy<View>(view: View, whyNot: WhyNot | undefined): View & { whyNot?: WhyNot } {
  return { ...view, ...(whyNot && { whyNot }) };
}

export function viewBank(moment: Moment): BankView {
  const { scene, run, player, tide } = moment;
  const { place } = wayHome(moment);
  const outcome = applyAction(scene, { type: "bank" });
  const points = priceLoad(run, player.pack, tide, place);
  const relics = priceLoad(
    run,
    { ...emptyPack, layers: player.pack.layers, relicValue: player.pack.relicValue },
    tide,
    place,
  );
  const mix = Math.min(mixPercent.most, mixPercent.each * Math.max(0, countKinds(player.pack) - 1));
  const view = {
    place: placeNames[place],
    rows: [
      { source: "goods", points: points - relics },
      { source: "relics", points: relics },
    ] as const,
    factors: {
      mix: 100 + mix,
      place: place === 0 ? placePercent.camp : placePercent.post,
      purse: pursePercent[run.purse],
    },
    ...{ points, banked: run.points },
  };
  return withWhy(view, outcome.ok ? undefined : whyNotOf(moment, outcome));
}

export function viewFinish(moment: Moment): FinishView {
  const { scene, run, player, tide } = moment;
  const { place, distance, way } = wayHome(moment);
  const outcome = applyAction(scene, { type: "finish" });
  const total = withHomeBonus(run.points, place);
  const secondsLeft = Math.max(0, run.endsAt - Math.floor(scene.nowSeconds));
  const view = {
    isTime: secondsLeft <= TRIP_SECONDS,
    percent: place === 0 ? homePercent.camp : homePercent.post,
    bonus: total - run.points,
    sand: run.mode === 0 ? Math.floor(total / pointsPerSand) : 0,
    secondsLeft,
    load: priceLoad(run, player.pack, tide, place),
  };
  const away: WhyNot | undefined = distance > CAMP_REACH ? { kind: "camp", way } : undefined;
  return withWhy(view, outcome.ok ? undefined : (whyNotOf(moment, outcome) ?? away));
}

export function viewTrade(moment: Moment): TradeView {
  const { run, player, scene } = moment;
  const of = readLength(run.length).purse[run.purse];
  return {
    purse: { left: of - player.pack.spent, of },
    isFree: run.mode !== 0,
    offers: Object.entries(supplies).map(([id, sand]) => {
      const item = Number(id);
      const outcome = applyAction(scene, { type: "buy", item, maxSand: BigInt(sand) * SAND_UNIT });
      const offer = { item: itemOf(item) as Supply | StartTool, sand };
      return withWhy(offer, outcome.ok ? undefined : whyNotOf(moment, outcome));
    }),
  };
}
