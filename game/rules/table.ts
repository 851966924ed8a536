import type { BiomeRow, CampNodeRow, ChestRow, ItemRow, LootRow, NodeRow, QuestRow, RelicRow } from "./rows";

/**
 * The one table of the game. `npx tsx scripts/table.ts` writes contracts/src/game/generated/Table.sol from it, so
 * a new row here is a new rule on chain. Ids are written out, never counted: they are balances and bits on chain, and
 * moving a row would rename what players own.
 */

export const biomes = [
  { id: 0, name: "Sea", free: false, nodes: [] },
  { id: 1, name: "Shallows", free: false, nodes: [{ item: 7, odds: 26 }] },
  {
    id: 2,
    name: "Beach",
    free: true,
    nodes: [
      { item: 4, odds: 56 },
      { item: 1, odds: 20 },
    ],
  },
  {
    id: 3,
    name: "Meadow",
    free: true,
    nodes: [
      { item: 2, odds: 46 },
      { item: 5, odds: 14 },
    ],
  },
  {
    id: 4,
    name: "Forest",
    free: true,
    nodes: [
      { item: 1, odds: 90 },
      { item: 5, odds: 12 },
    ],
  },
  {
    id: 5,
    name: "Hills",
    free: false,
    nodes: [
      { item: 3, odds: 84 },
      { item: 6, odds: 42 },
    ],
  },
  { id: 6, name: "Ruins", free: false, nodes: [{ item: 8, odds: 110 }] },
] as const satisfies readonly BiomeRow[];

export const slots = ["Hand", "Feet", "Pack"] as const;

/**
 * What can be owned. Materials have no slot. `priceSand` is in whole Sand; absent: the trader does not sell it. A price is
 * higher than that of the inputs, so making an item is never the more expensive way.
 */
export const items = [
  { id: 1, name: "wood", priceSand: 2 },
  { id: 2, name: "fibre", priceSand: 2 },
  { id: 3, name: "stone", priceSand: 3 },
  { id: 4, name: "shell", priceSand: 4 },
  { id: 5, name: "berry", priceSand: 2 },
  { id: 6, name: "ore", priceSand: 12 },
  { id: 7, name: "pearl" },
  { id: 8, name: "shard" },
  { id: 9, name: "rope", priceSand: 8 },
  { id: 10, name: "plank", priceSand: 6 },
  { id: 11, name: "axe", slot: 0, bonus: { item: 1, amount: 1 } },
  { id: 12, name: "sickle", slot: 0, bonus: { item: 2, amount: 1 } },
  { id: 13, name: "pick", slot: 0, bonus: { item: 3, amount: 1 } },
  { id: 14, name: "boots", slot: 1, opens: [5], priceSand: 40 },
  { id: 15, name: "raft", slot: 2, opens: [1], priceSand: 60 },
  { id: 16, name: "lantern", slot: 2, opens: [6], priceSand: 80 },
  { id: 17, name: "ingot", priceSand: 30 },
  { id: 18, name: "cloth", priceSand: 10 },
  { id: 19, name: "spade", slot: 0, bonus: { item: 4, amount: 1 }, priceSand: 28 },
  { id: 20, name: "sandals", slot: 1, bonus: { item: 2, amount: 1 }, priceSand: 36 },
  { id: 21, name: "satchel", slot: 2, bonus: { item: 5, amount: 1 }, priceSand: 44 },
  { id: 22, name: "stilts", slot: 1, opens: [1], priceSand: 70 },
  { id: 23, name: "compass", slot: 2, reach: 12 },
  { id: 24, name: "amulet", slot: 2, bonus: { item: 6, amount: 1 } },
  { id: 25, name: "key" },
  { id: 26, name: "idol" },
  { id: 27, name: "bell" },
  { id: 28, name: "mask" },
  { id: 29, name: "crown" },
  { id: 30, name: "conch" },
  { id: 31, name: "anchor" },
] as const satisfies readonly ItemRow[];

/**
 * Actions at the camp work within this many tiles of it, diagonals counted as one. The trader is there too, and serves
 * players who wear something with a `reach` from that many tiles farther away.
 */
export const CAMP_REACH = 2;

/** An expedition lasts as long as a session key. */
export const EXPEDITION_SECONDS = 3600;

/** What an expedition is worth: per region explored, relic found, quest claimed, and whole Sand earned and banked. */
export const points = { region: 10, relic: 100, quest: 20, sand: 1 } as const;

/** How a material grows. `needs`: the item that must be worn to gather it. */
export const nodes = [
  { item: 1, capacity: 5, regrowSeconds: 45 },
  { item: 2, capacity: 5, regrowSeconds: 30 },
  { item: 3, capacity: 6, regrowSeconds: 60 },
  { item: 4, capacity: 3, regrowSeconds: 60 },
  { item: 5, capacity: 4, regrowSeconds: 60 },
  { item: 6, capacity: 2, regrowSeconds: 180, needs: 13 },
  { item: 7, capacity: 1, regrowSeconds: 300 },
  { item: 8, capacity: 1, regrowSeconds: 600, needs: 16 },
] as const satisfies readonly NodeRow[];

/** Four nodes grow around the camp on every island, so that a new player always has something to do. */
export const campNodes = [
  { dx: 2, dy: 0, item: 1 },
  { dx: -2, dy: 0, item: 2 },
  { dx: 0, dy: -2, item: 3 },
  { dx: 0, dy: 2, item: 5 },
] as const satisfies readonly CampNodeRow[];

/**
 * What a quest asks: `walk` amount steps in total, `hold` amount of an item (kept), `bring` amount of an item (burned),
 * `wear` an item, `stand` on a biome, `explore` amount regions in this expedition, `find` amount relics in total. The reward
 * is in whole Sand. The first five teach how to walk, gather, make and wear, and where the sea is.
 */
export const quests = [
  { id: 1, name: "Stretch your legs", ask: { kind: "walk", subject: 0, amount: 10 }, rewardSand: 5 },
  { id: 2, name: "Something to build with", ask: { kind: "hold", subject: 1, amount: 3 }, rewardSand: 5 },
  { id: 3, name: "First tool", ask: { kind: "hold", subject: 11, amount: 1 }, rewardSand: 10 },
  { id: 4, name: "Axe in hand", ask: { kind: "wear", subject: 11, amount: 1 }, rewardSand: 5 },
  { id: 5, name: "To the sea", ask: { kind: "stand", subject: 2, amount: 1 }, rewardSand: 10 },
  { id: 6, name: "Shells for the trader", ask: { kind: "bring", subject: 4, amount: 3 }, rewardSand: 15 },
  { id: 7, name: "Good boots", ask: { kind: "wear", subject: 14, amount: 1 }, rewardSand: 15 },
  { id: 8, name: "Up the hills", ask: { kind: "stand", subject: 5, amount: 1 }, rewardSand: 10 },
  { id: 9, name: "Ore for the lamp maker", ask: { kind: "bring", subject: 6, amount: 2 }, rewardSand: 25 },
  { id: 10, name: "Afloat", ask: { kind: "stand", subject: 1, amount: 1 }, rewardSand: 15 },
  { id: 11, name: "Into the ruins", ask: { kind: "stand", subject: 6, amount: 1 }, rewardSand: 30 },
  { id: 12, name: "A shard of the hourglass", ask: { kind: "bring", subject: 8, amount: 1 }, rewardSand: 50 },
  { id: 13, name: "Mapmaker", ask: { kind: "explore", subject: 0, amount: 12 }, rewardSand: 20 },
  { id: 14, name: "Under the grass", ask: { kind: "find", subject: 0, amount: 1 }, rewardSand: 25 },
  { id: 15, name: "All that was lost", ask: { kind: "find", subject: 0, amount: 6 }, rewardSand: 100 },
] as const satisfies readonly QuestRow[];

/** What must be worn to unearth a relic, and what opening a chest uses up. */
export const DIG_TOOL = 19;
export const CHEST_KEY = 25;

/** What is buried, at its own place on each island: on this ground, at least `far` tiles from the camp. */
export const relics = [
  { id: 1, item: 26, biome: 4, far: 8 },
  { id: 2, item: 27, biome: 3, far: 14 },
  { id: 3, item: 28, biome: 5, far: 6 },
  { id: 4, item: 29, biome: 6, far: 4 },
  { id: 5, item: 30, biome: 1, far: 6 },
  { id: 6, item: 31, biome: 2, far: 16 },
] as const satisfies readonly RelicRow[];

/** Chests, found like relics. Each pays `sand` whole Sand, and a row of `loot`, once per player and week. */
export const chests = [
  { id: 1, biome: 3, far: 8, sand: 15 },
  { id: 2, biome: 4, far: 8, sand: 15 },
  { id: 3, biome: 2, far: 16, sand: 20 },
  { id: 4, biome: 2, far: 16, sand: 20 },
  { id: 5, biome: 4, far: 14, sand: 20 },
  { id: 6, biome: 1, far: 6, sand: 25 },
  { id: 7, biome: 5, far: 6, sand: 25 },
  { id: 8, biome: 6, far: 4, sand: 35 },
] as const satisfies readonly ChestRow[];

/** What else is in a chest, depending on its place and the week; the odds add up to 256. */
export const loot = [
  { item: 5, amount: 4, odds: 64 },
  { item: 9, amount: 2, odds: 64 },
  { item: 17, amount: 1, odds: 64 },
  { item: 7, amount: 1, odds: 40 },
  { item: 8, amount: 1, odds: 24 },
] as const satisfies readonly LootRow[];
