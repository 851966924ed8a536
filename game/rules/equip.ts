import { biomeAt } from "./island";
import { readItem } from "./lookup";
import { explainClosed } from "./move";
import { type Outcome, refuse } from "./outcome";
import { countItem, readOpenBiomes, readPlayer, withPlayer } from "./player";
import type { Island, ItemId, World } from "./types";

/** Wears an item, or takes it off when it is worn already. */
export function applyEquip(island: Island, world: World, self: string, item: ItemId): Outcome {
  const player = readPlayer(world, self);
  const row = readItem(item);
  const slot = row?.slot;
  if (!row || slot === undefined) return refuse("NotWearable", "That cannot be worn.");
  const worn = player.worn[slot] === item ? 0 : item;
  if (worn !== 0 && countItem(player, item) === 0) return refuse("ItemsTooFew", `You have no ${row.name}.`);
  const next = { ...player, worn: player.worn.map((other, index) => (index === slot ? worn : other)) };
  const biome = biomeAt(island, player.tile);
  if (!readOpenBiomes(next).has(biome)) return refuse("BiomeClosed", `Not here. ${explainClosed(biome)}`);
  return { ok: true, world: withPlayer(world, self, next) };
}
