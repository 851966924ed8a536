import { CAMP, directions, neighbour, SEA } from "./island";
import { readBiome, readItem } from "./lookup";
import type { Outcome } from "./outcome";
import type { ItemRow } from "./rows";
import { biomes, items, slots } from "./table";
import type { BiomeId, ItemId, Player, Scene, Tile, World } from "./types";

/** A player who has played nothing yet. */
export const newcomer: Player = {
  tile: CAMP,
  facing: "south",
  worn: slots.map(() => 0),
  items: {},
  sand: 0n,
  claimed: 0,
  steps: 0,
  found: 0,
  vault: 0n,
  chests: { week: 0, opened: 0 },
  best: { week: 0, points: 0 },
  expedition: { number: 0, embarkedAt: 0, regions: 0n, quests: 0, relics: 0, earned: 0, banked: 0n },
};

/** The player as the next action finds them: an absent player stands at the camp with nothing. */
export function readPlayer(world: World, id: string): Player {
  return world.players[id] ?? newcomer;
}

export function withPlayer(world: World, id: string, player: Player): World {
  return { ...world, players: { ...world.players, [id]: player } };
}

/** The acting player. */
export function readSelf({ world, self }: Scene): Player {
  return readPlayer(world, self);
}

/** The action was played: sets the new state of the player. */
export function played({ world, self }: Scene, player: Player): Outcome {
  return { ok: true, world: withPlayer(world, self, player) };
}

export function countItem(player: Player, item: ItemId): number {
  return player.items[item] ?? 0;
}

export function addItem(player: Player, item: ItemId, amount: number): Player {
  return { ...player, items: { ...player.items, [item]: countItem(player, item) + amount } };
}

export function countBits(bits: number | bigint): number {
  let count = 0;
  for (let rest = BigInt(bits); rest !== 0n; rest &= rest - 1n) count++;
  return count;
}

export function wears(player: Player, item: ItemId): boolean {
  return item !== 0 && player.worn.includes(item);
}

/** Tiles that the player can gather or unearth from: their own, then north, east, south, west. */
export function readReach({ tile }: Player): readonly Tile[] {
  return [tile, ...directions.map((direction) => neighbour(tile, direction))];
}

/** Biomes that the player may walk on. */
export function readOpenBiomes(player: Player): ReadonlySet<BiomeId> {
  const open = new Set<BiomeId>(biomes.filter((row) => row.free).map((row) => row.id));
  for (const item of player.worn) for (const biome of readItem(item)?.opens ?? []) open.add(biome);
  return open;
}

/** Why a biome is closed, and what would help. */
export function explainClosed(biome: BiomeId): string {
  if (biome === SEA) return "The sea is too deep.";
  const ground = readBiome(biome)?.name.toLowerCase() ?? "ground";
  const key = (items as readonly ItemRow[]).find((row) => row.opens?.includes(biome));
  return key ? `The ${ground} can be entered with ${key.name} only.` : `The ${ground} cannot be entered.`;
}

/** How much more of a material each gathering yields, because of worn items. */
export function readBonus(player: Player, material: ItemId): number {
  let bonus = 0;
  for (const item of player.worn) {
    const effect = readItem(item)?.bonus;
    if (effect?.item === material) bonus += effect.amount;
  }
  return bonus;
}
