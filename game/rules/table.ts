import type { BiomeRow, CampNodeRow, ItemRow, NodeRow, RelicRow } from "./rows";

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

/** What can be carried or owned. Materials have no slot. */
export const items = [
  { id: 1, name: "wood" },
  { id: 2, name: "fibre" },
  { id: 3, name: "stone" },
  { id: 4, name: "shell" },
  { id: 5, name: "berry" },
  { id: 6, name: "ore" },
  { id: 7, name: "pearl" },
  { id: 8, name: "shard" },
  { id: 9, name: "rope" },
  { id: 10, name: "plank" },
  { id: 11, name: "axe", slot: 0, bonus: { item: 1, amount: 1 } },
  { id: 12, name: "sickle", slot: 0, bonus: { item: 2, amount: 1 } },
  { id: 13, name: "pick", slot: 0, bonus: { item: 3, amount: 1 } },
  { id: 14, name: "boots", slot: 1, opens: [5] },
  { id: 15, name: "raft", slot: 2, opens: [1] },
  { id: 16, name: "lantern", slot: 2, opens: [6] },
  { id: 17, name: "ingot" },
  { id: 18, name: "cloth" },
  { id: 19, name: "spade", slot: 0, bonus: { item: 4, amount: 1 } },
  { id: 20, name: "sandals", slot: 1, bonus: { item: 2, amount: 1 } },
  { id: 21, name: "satchel", slot: 2, bonus: { item: 5, amount: 1 } },
  { id: 22, name: "stilts", slot: 1, opens: [1] },
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

/** A camp serves players within this many tiles of it, diagonals counted as one; what has a `reach` adds to it. */
export const CAMP_REACH = 2;

/** What grows. `needs`: the item that must be worn to gather it. */
export const nodes = [
  { item: 1 },
  { item: 2 },
  { item: 3 },
  { item: 4 },
  { item: 5 },
  { item: 6, needs: 13 },
  { item: 7 },
  { item: 8, needs: 16 },
] as const satisfies readonly NodeRow[];

/** Four nodes grow around the camp on every island, so that a new player always has something to do. */
export const campNodes = [
  { dx: 2, dy: 0, item: 1 },
  { dx: -2, dy: 0, item: 2 },
  { dx: 0, dy: -2, item: 3 },
  { dx: 0, dy: 2, item: 5 },
] as const satisfies readonly CampNodeRow[];

/** What must be worn to dig. */
export const DIG_TOOL = 19;

/** What lies below the third layer of a site, by its ground. */
export const relics = [
  { id: 1, item: 26, biome: 4 },
  { id: 2, item: 27, biome: 3 },
  { id: 3, item: 28, biome: 5 },
  { id: 4, item: 29, biome: 6 },
  { id: 5, item: 30, biome: 1 },
  { id: 6, item: 31, biome: 2 },
] as const satisfies readonly RelicRow[];
