import { defineAction } from "../action";
import { item } from "../argument";
import { biomeAt } from "../island";
import { nameItem, readItem } from "../lookup";
import { refuse } from "../outcome";
import { countItem, explainClosed, played, readOpenBiomes, readSelf } from "../player";

/** Wears an item, or takes it off if it is already worn. */
export const equip = defineAction({
  args: { item },
  words: "Wear and take off what you own",
  gas: 60_000,
  sound: "wear",
  apply(scene, { item }) {
    const player = readSelf(scene);
    const row = readItem(item);
    const slot = row?.slot;
    if (!row || slot === undefined) return refuse("NotWearable", "That cannot be worn.");
    const worn = player.worn[slot] === item ? 0 : item;
    if (worn !== 0 && countItem(player, item) === 0) return refuse("ItemsTooFew", `You have no ${row.name}.`);
    const next = { ...player, worn: player.worn.map((other, index) => (index === slot ? worn : other)) };
    const biome = biomeAt(scene.island, player.tile);
    if (!readOpenBiomes(next).has(biome)) return refuse("BiomeClosed", `Not here. ${explainClosed(biome)}`);
    return played(scene, next);
  },
  describe: ({ item }) => `Equip ${nameItem(item)}`,
});
