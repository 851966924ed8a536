import { CAMP } from "./island";
import { readItem } from "./lookup";
import { biomes, slots } from "./table";
import type { BiomeId, ItemId, Player, World } from "./types";

const newcomer: Player = {
  tile: CAMP,
  facing: "south",
  worn: slots.map(() => 0),
  items: {},
  sand: 0n,
  claimed: 0,
  steps: 0,
};

/** The player as the next action finds them: who is absent stands at the camp with nothing. */
export function readPlayer(world: World, id: string): Player {
  return world.players[id] ?? newcomer;
}

export function withPlayer(world: World, id: string, player: Player): World {
  return { ...world, players: { ...world.players, [id]: player } };
}

export function countItem(player: Player, item: ItemId): number {
  return player.items[item] ?? 0;
}

export function addItem(player: Player, item: ItemId, amount: number): Player {
  return { ...player, items: { ...player.items, [item]: countItem(player, item) + amount } };
}

export function wears(player: Player, item: ItemId): boolean {
  return item !== 0 && player.worn.includes(item);
}

/** Biomes that the player may walk on. */
export function readOpenBiomes(player: Player): ReadonlySet<BiomeId> {
  const open = new Set<BiomeId>(biomes.filter((row) => row.free).map((row) => row.id));
  for (const item of player.worn) for (const biome of readItem(item)?.opens ?? []) open.add(biome);
  return open;
}

/** How much more of a material each gathering yields, by what is worn. */
export function readBonus(player: Player, material: ItemId): number {
  let bonus = 0;
  for (const item of player.worn) {
    const effect = readItem(item)?.bonus;
    if (effect?.item === material) bonus += effect.amount;
  }
  return bonus;
}
