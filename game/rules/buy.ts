import { CAMP, WIDTH } from "./island";
import { readPrice } from "./lookup";
import { type Outcome, refuse } from "./outcome";
import { addItem, readPlayer, withPlayer } from "./player";
import { TRADER_REACH } from "./table";
import type { ItemId, Tile, World } from "./types";

export function applyBuy(world: World, self: string, item: ItemId, maxSand: bigint): Outcome {
  const price = readPrice(item);
  if (price === undefined) return refuse("NotForSale", "The trader does not sell that.");
  const player = readPlayer(world, self);
  if (distanceToCamp(player.tile) > TRADER_REACH) return refuse("TraderOutOfReach", "The trader is at the camp.");
  if (price > maxSand) return refuse("PriceAboveMax", "It costs more than you allowed.");
  if (player.sand < price) return refuse("SandTooLow", "You have too little Sand.");
  return { ok: true, world: withPlayer(world, self, addItem({ ...player, sand: player.sand - price }, item, 1)) };
}

/** Tiles to the camp, where a diagonal counts as one. */
export function distanceToCamp(tile: Tile): number {
  const dx = Math.abs((tile % WIDTH) - (CAMP % WIDTH));
  const dy = Math.abs(Math.floor(tile / WIDTH) - Math.floor(CAMP / WIDTH));
  return Math.max(dx, dy);
}
