import { applyAction } from "../../game/rules/apply";
import { applyLeave } from "../../game/rules/bank";
import { applySettle } from "../../game/rules/finish";
import type { Outcome } from "../../game/rules/outcome";
import type { Action, Island, Seconds, World } from "../../game/rules/types";

/** What the contract takes: the actions of a session, and what only owners and bystanders do. */
export type PlayedAction = Action | { type: "leave"; amount: bigint } | { type: "settle"; player: string };

export function playAction(
  island: Island,
  world: World,
  self: string,
  action: PlayedAction,
  nowSeconds: Seconds,
): Outcome {
  if (action.type === "leave") return applyLeave(world, self, action.amount, nowSeconds);
  if (action.type === "settle") return applySettle(world, action.player, nowSeconds);
  return applyAction(island, world, self, action, nowSeconds);
}
