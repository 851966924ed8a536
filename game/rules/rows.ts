// The meaning of the table's rows (table.ts, recipes.ts).

type ItemAmount = { item: number; amount: number };
/** `free`: walkable without gear. `odds`: of 256 tiles. */
export type BiomeRow = {
  id: number;
  name: string;
  free: boolean;
  nodes: readonly { item: number; odds: number }[];
};
export type ItemRow = {
  id: number;
  name: string;
  /** Index into `slots`. */
  slot?: number;
  /** While worn: each gathering gives this much more of `item`. */
  bonus?: ItemAmount;
  /** While worn: these biomes are walkable. */
  opens?: readonly number[];
  /** While worn: camps serve from this many tiles farther away. */
  reach?: number;
};
export type NodeRow = { item: number; needs?: number };
export type CampNodeRow = { dx: number; dy: number; item: number };
export type RecipeRow = { id: number; tier: 1 | 2 | 3; inputs: readonly ItemAmount[]; output: ItemAmount };
export type RelicRow = { id: number; item: number; biome: number };
