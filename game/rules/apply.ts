import { applyBank } from "./bank";
import { applyBuy } from "./buy";
import { applyClaim } from "./claim";
import { applyCraft } from "./craft";
import { applyEmbark } from "./embark";
import { applyEquip } from "./equip";
import { applyFinish } from "./finish";
import { applyGather } from "./gather";
import { applyMove } from "./move";
import type { Outcome } from "./outcome";
import type { Action, Island, Seconds, World } from "./types";
import { applyUnearth } from "./unearth";

/**
 * The rules: what one action of a player makes of the world, or why it is refused. Pure. The twin of
 * contracts/src/game/Hourglass.sol, check by check in the same order, so that both name the same reason.
 */
export function applyAction(island: Island, world: World, self: string, action: Action, nowSeconds: Seconds): Outcome {
  switch (action.type) {
    case "move":
      return applyMove(island, world, self, action.path, nowSeconds);
    case "gather":
      return applyGather(island, world, self, action.tile, nowSeconds);
    case "craft":
      return applyCraft(world, self, action.recipe);
    case "equip":
      return applyEquip(island, world, self, action.item);
    case "claim":
      return applyClaim(island, world, self, action.quest, nowSeconds);
    case "buy":
      return applyBuy(world, self, action.item, action.maxSand);
    case "embark":
      return applyEmbark(world, self, nowSeconds);
    case "finish":
      return applyFinish(world, self, nowSeconds);
    case "bank":
      return applyBank(world, self, action.amount, nowSeconds);
    case "unearth":
      return applyUnearth(island, world, self, action.tile, nowSeconds);
  }
}
