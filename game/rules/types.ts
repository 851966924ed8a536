/** Seconds since 1970, chain clock. */
export type Seconds = number;

export type Direction = "north" | "east" | "south" | "west";

/** Index of a tile: y * width + x. */
export type Tile = number;

// The concrete ids (items, recipes, quests, biomes) come from the table in game/rules; these are their narrow shapes.
export type ItemId = number;
export type RecipeId = number;
export type QuestId = number;

/** One thing a player does; the twin of one call to `Hourglass`. */
export type Action =
  | { type: "move"; path: readonly Direction[] }
  | { type: "gather"; tile: Tile }
  | { type: "craft"; recipe: RecipeId }
  | { type: "equip"; item: ItemId }
  | { type: "claim"; quest: QuestId }
  | { type: "buy"; item: ItemId; maxSand: bigint };

export type Island = { seed: bigint; width: number; height: number; camp: Tile };

export type Player = {
  tile: Tile;
  facing: Direction;
  /** Item worn in each slot; 0 is none. Index is the slot. */
  worn: readonly ItemId[];
  /** Balances of Items by id. */
  items: Readonly<Record<ItemId, number>>;
  /** Smallest units (18 decimals). */
  sand: bigint;
  /** Quests claimed, as a bit set by quest id. */
  claimed: number;
  steps: number;
};

/** A resource node that was harvested: how much is left, and since when it grows back. Absent: full. */
export type Node = { left: number; since: Seconds };

export type World = {
  players: Readonly<Record<string, Player>>;
  nodes: Readonly<Record<Tile, Node>>;
};

/** Why the rules refuse an action; the same names as the contract's custom errors. */
export type Reason = string;
