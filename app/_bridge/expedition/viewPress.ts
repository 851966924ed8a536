import type { Moment } from "@/game/rules/moment";
import { viewQuick, viewReach } from "./viewReach";
import type { Goal, Press } from "./views";

/**
 * The press that leads on to a goal; undefined: there is none now, since grains or the tide must come first.
 * @param goal Of the same moment.
 */
export function viewPress(moment: Moment, goal: Goal): Press | undefined {
  switch (goal.kind) {
    case "gather":
    case "dig":
      return goal.way.first ?? (viewReach(moment).whyNot === undefined ? "gather" : undefined);
    case "errand":
      return "claim";
    case "bank":
      return viewQuick(moment).bank === undefined ? goal.way.first : "bank";
    case "home":
      return goal.way.first;
    case "tide":
      return undefined;
    case "finish":
      return "finish";
  }
}
