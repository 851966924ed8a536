import { readLength } from "@/game/rules/clock";
import type { Moment } from "@/game/rules/moment";
import type { Refusal } from "@/game/rules/types";
import { itemOf, toolOf } from "./names";
import type { WhyNot } from "./views";
import { wayHome } from "./ways";

/** Why the rules refuse, as the panels say it; undefined where they have no words for it. */
export function whyNotOf(moment: Moment, { reason, seen }: Refusal): WhyNot | undefined {
  const [first, second, third] = seen.map(Number);
  switch (reason) {
    case "ToolNotWorn":
      return { kind: "tool", item: toolOf(second ?? 0) };
    case "NodeTaken":
    case "SiteEmpty":
      return { kind: "taken", seconds: secondsOfTide(moment) };
    case "PackFull":
      return { kind: "full", units: first ?? 0, capacity: second ?? 0 };
    case "OutOfGrains":
      return { kind: "grains", seconds: Math.max(1, (first ?? 0) - moment.scene.nowSeconds) };
    case "NightUnsettled":
      return { kind: "grains", seconds: 1 };
    case "ItemsTooFew":
      return { kind: "missing", item: itemOf(first ?? 0), have: second ?? 0, need: third ?? 0 };
    case "CampOutOfReach":
      return { kind: "camp", way: wayHome(moment).way };
    case "NothingToBank":
      return { kind: "nothing" };
    case "ItemOwned":
      return { kind: "owned" };
    case "PurseEmpty":
      return { kind: "purse", left: (second ?? 0) - moment.player.pack.spent };
    case "SupplyFull":
      return { kind: "most", most: third ?? 0 };
    case "ErrandsFull":
      return { kind: "errands", most: second ?? 0 };
    case "ErrandClosed":
      return { kind: "dusk" };
    default:
      return undefined;
  }
}

/** Until the tide turns. */
export function secondsOfTide({ run, t, tide }: Moment): number {
  return Math.ceil(((tide + 1) * readLength(run.length).seconds) / 3 - t);
}
