import { distanceToCamp } from "./island";
import { readItem, readPrice } from "./lookup";
import { type Outcome, refuse } from "./outcome";
import { addItem, readPlayer, withPlayer } from "./player";
import { CAMP_REACH } from "./table";
import type { ItemId, Player, World } from "./types";

export function applyBuy(world: World, self: string, item: ItemId, maxSand: bigint): Outcome {
  const price = readPrice(item);
  if (price === undefined) return refuse("NotForSale", "The trader does not sell that.");
  const player = readPlayer(world, self);
  if (distanceToCamp(player.tile) > readTraderReach(player))
    return refuse("TraderOutOfReach", "The trader is at the camp.");
  if (price > maxSand) return refuse("PriceAboveMax", "It costs more than you allowed.");
  if (player.sand < price) return refuse("SandTooLow", "You have too little Sand.");
  return { ok: true, world: withPlayer(world, self, addItem({ ...player, sand: player.sand - price }, item, 1)) };
}

/** How far from the camp the trader serves a player, in tiles. */
export function readTraderReach(player: Player): number {
  return player.worn.reduce((reach, item) => reach + (readItem(item)?.reach ?? 0), CAMP_REACH);
}
