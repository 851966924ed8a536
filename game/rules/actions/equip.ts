import { defineAction } from "../action";
import { item } from "../argument";
import { biomeOf, explainClosed, isOpen, readOpen } from "../ground";
import { HILLS, RUINS } from "../island";
import { nameItem, readItem } from "../lookup";
import { inExpedition } from "../moment";
import { refuse } from "../outcome";
import { played } from "../player";
import { capacityOf, countOf, wears, weigh } from "../weigh";

/** Wears a tool, or takes it off if it is already worn. */
export const equip = defineAction({
  args: { item },
  words: "Wear and take off what you have",
  gas: 40_000,
  sound: "wear",
  apply: (scene, { item }) =>
    inExpedition(scene, ({ player, run, isLow }) => {
      const slot = readItem(item)?.slot;
      if (slot === undefined) return refuse("NotWearable", [item], "That cannot be worn. Choose a tool.");
      if (countOf(player.pack, item) === 0) {
        return refuse("ItemsTooFew", [item, 0, 1], `You have no ${nameItem(item)}. Make or buy one first.`);
      }
      const worn = wears(run, item) ? 0 : item;
      const next = { ...run, worn: run.worn.map((other, index) => (index === slot ? worn : other)) };
      // Water closes with the tide under whoever stands in it; only gear that holds a player up may not be taken off.
      const biome = biomeOf(run.seed, run.tile);
      const open = readOpen(next.worn, isLow);
      if ((biome === HILLS || biome === RUINS) && !isOpen(open, biome)) {
        return refuse("BiomeClosed", [run.tile, biome, open], `Not here. ${explainClosed(biome)}`);
      }
      const weight = weigh(player.pack);
      const capacity = capacityOf(next);
      if (weight > capacity) {
        const text = `You carry ${weight} units; without it only ${capacity} fit. Bank them at a camp.`;
        return refuse("PackFull", [weight, capacity], text);
      }
      return played(scene, { ...player, run: next });
    }),
  describe: ({ item }) => `Equip ${nameItem(item)}`,
});
