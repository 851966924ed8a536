import { applyAction } from "@/game/rules/apply";
import type { Moment } from "@/game/rules/moment";
import { CAMP_REACH } from "@/game/rules/places";
import type { Plan } from "@/game/rules/types";
import { wayHome } from "./ways";

const anyPlan: Plan = { mode: 1, length: 1, calling: 1, tool: 0, purse: 0, start: 0, of: 0 };

/**
 * Where the player finds how to give the expedition up: beside what ends it at a camp, else with what is carried.
 * @returns Undefined where the rules let nobody set out before it is finished.
 */
export function viewGiveUp(moment: Moment): "finish" | "pack" | undefined {
  const { scene } = moment;
  if (!applyAction(scene, { type: "embark", plan: anyPlan }).ok) return undefined;
  return wayHome(moment).distance <= CAMP_REACH ? "finish" : "pack";
}
