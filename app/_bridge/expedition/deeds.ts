import type { Action } from "@/game/rules/actions";
import { SAND_UNIT } from "@/game/rules/lookup";
import { itemNamed } from "./viewPack";
import type { StartTool, Supply, Tool, TradeView } from "./views";

// What the panels play, in the words of their views.

export function wear(tool: Tool): Action {
  return { type: "equip", item: itemNamed(tool) };
}

/** @param trade What is offered now: no more than its price is spent, and nothing where supplies are free. */
export function buy({ offers, isFree }: TradeView, item: Supply | StartTool): Action {
  const sand = isFree ? 0 : (offers.find((offer) => offer.item === item)?.sand ?? 0);
  return { type: "buy", item: itemNamed(item), maxSand: BigInt(sand) * SAND_UNIT };
}
