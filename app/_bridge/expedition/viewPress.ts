import type { Moment } from "@/game/rules/moment";
import { viewGoal } from "./viewGoal";
import { viewQuick, viewReach } from "./viewReach";
import type { Press } from "./views";
import { wayHome } from "./ways";

/** The press that leads on to the next goal; undefined: there is none now, since grains or the tide must come first. */
export function viewPress(moment: Moment): Press | undefined {
  const goal = viewGoal(moment);
  switch (goal.kind) {
    case "gather":
    case "dig":
      return goal.way.first ?? (viewReach(moment).whyNot === undefined ? "gather" : undefined);
    case "errand":
      return viewQuick(moment).errand === undefined ? goal.way.first : "claim";
    case "bank":
      return pressToBank(moment);
    case "home":
      return goal.way.first;
    case "tide":
      return undefined;
    case "finish":
      return "finish";
  }
}

/** The press that makes the load count; on the way to the camp, the next step. */
export function pressToBank(moment: Moment): Press | undefined {
  return viewQuick(moment).bank === undefined ? wayHome(moment).way.first : "bank";
}
