/** Seconds since 1970, by the chain's clock. */
export type Seconds = number;

export type Direction = "north" | "east" | "south" | "west";

/** Index of a tile: y * width + x. */
export type Tile = number;

// Ids are those of the rows of game/rules/table.ts. 0 is none.
export type BiomeId = number;
export type ItemId = number;
export type RecipeId = number;
export type QuestId = number;
export type RelicId = number;

/** Counted from Mondays, 00:00 UTC; week 0 contains 1 January 1970. */
export type Week = number;

/** Everything that determines the ground. Does not change during play. */
export type Island = { seed: bigint; width: number; height: number; camp: Tile };

export type Player = {
  tile: Tile;
  facing: Direction;
  /** Item worn in each slot; 0 is none. The index is the slot in `slots` of the table. */
  worn: readonly ItemId[];
  /** Balances of Items by id; a worn item counts. Absent is 0. */
  items: Readonly<Record<ItemId, number>>;
  /** Smallest units (18 decimals). */
  sand: bigint;
  /** Quests claimed, as a bit set: bit `id`. */
  claimed: number;
  steps: number;
  /** Relics ever found: bit `id - 1`. */
  found: number;
  /** Sand in the vault, smallest units. */
  vault: bigint;
  /** Chests opened: bit `id - 1`, of one week. */
  chests: { week: Week; opened: number };
  /** Points of the best expedition in the newest week that has a score. */
  best: { week: Week; points: number };
  expedition: Expedition;
};

/** One expedition: an hour on the island. After nightfall its counts no longer change. */
export type Expedition = {
  /** Number of the expedition, counted per player from 1. */
  number: number;
  /** 0: there is none. */
  embarkedAt: Seconds;
  /** Regions explored, of 8 × 8 tiles each: bit `y / 8 * 8 + x / 8`. */
  regions: bigint;
  quests: number;
  relics: number;
  /** Whole Sand that quests and chests paid in it. */
  earned: number;
  /** Sand banked in it and not withdrawn since, smallest units. */
  banked: bigint;
};

/** A resource node that was gathered: how much was left at `since`, from when it grows back. Absent: full. */
export type Node = { left: number; since: Seconds };

export type World = {
  /** Players who joined. An absent player joins at the camp with the first action. */
  players: Readonly<Record<string, Player>>;
  nodes: Readonly<Record<Tile, Node>>;
};

/** Everything that the rules look at. An unknown `self` is a new player at the camp. */
export type Scene = { island: Island; world: World; self: string; nowSeconds: Seconds };

/** Why the rules refuse an action: the name of the contract's custom error. */
export type Reason = string;
