import type { Player } from "@/game/rules/types";
import { materials } from "@/game/rules/weigh";
import type { History } from "./history";

/** What a player has done at least once, as far as can be seen now. */
export type StepsView = {
  hasSetOut: boolean;
  hasWalked: boolean;
  hasGathered: boolean;
  hasBanked: boolean;
  isHome: boolean;
};

/** Steps after which walking is understood. */
const ENOUGH_STEPS = 3;

/** @param history Of this visit. */
export function viewSteps({ run, pack, profile }: Player, history: History | undefined): StepsView {
  const hasSold = materials.some((item) => (pack.sold[item] ?? 0) > 0);
  const hasBanked =
    hasSold || (history?.earned.some(({ source }) => source === "goods" || source === "relics") ?? false);
  const carries = pack.layers > 0 || materials.some((item) => (pack.goods[item] ?? 0) > 0);
  return {
    hasSetOut: run !== undefined || profile.number > 0,
    hasWalked: (history?.way.length ?? 0) > ENOUGH_STEPS,
    hasGathered: carries || hasBanked,
    hasBanked,
    // The first of the achievements.
    isHome: history?.home !== undefined || (profile.achievements & 1) === 1,
  };
}
