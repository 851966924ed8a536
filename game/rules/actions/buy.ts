import { defineAction } from "../action";
import { item, sand } from "../argument";
import { readTraderReach } from "../camp";
import { distanceToCamp } from "../island";
import { nameItem, readPrice } from "../lookup";
import { refuse } from "../outcome";
import { addItem, played, readSelf } from "../player";

export const buy = defineAction({
  args: { item, maxSand: sand },
  words: "Buy from the trader, up to the Sand named here",
  spends: "maxSand",
  gas: 120_000,
  sound: "buy",
  apply(scene, { item, maxSand }) {
    const price = readPrice(item);
    if (price === undefined) return refuse("NotForSale", "The trader does not sell that.");
    const player = readSelf(scene);
    if (distanceToCamp(player.tile) > readTraderReach(player))
      return refuse("TraderOutOfReach", "The trader is at the camp.");
    if (price > maxSand) return refuse("PriceAboveMax", "It costs more than you allowed.");
    if (player.sand < price) return refuse("SandTooLow", "You have too little Sand.");
    return played(scene, addItem({ ...player, sand: player.sand - price }, item, 1));
  },
  describe: ({ item }) => `Buy ${nameItem(item)}`,
});
