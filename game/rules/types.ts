/** Seconds since 1970, chain clock. */
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

/** Counted from Mondays, 00:00 UTC; 1970 began in week 0. */
export type Week = number;

/** One thing a player does; the twin of one call to `Hourglass`. */
export type Action =
  | { type: "move"; path: readonly Direction[] }
  | { type: "gather"; tile: Tile }
  | { type: "craft"; recipe: RecipeId }
  /** Wears the item; when it is worn already, takes it off. */
  | { type: "equip"; item: ItemId }
  | { type: "claim"; quest: QuestId }
  | { type: "buy"; item: ItemId; maxSand: bigint }
  /** Begins an expedition, at the camp. */
  | { type: "embark" }
  /** Ends the expedition and scores it. */
  | { type: "finish" }
  /** Brings Sand into the bank, at the camp. Smallest units. */
  | { type: "bank"; amount: bigint }
  /** Takes the relic, or what is in the chest, of a tile within reach. */
  | { type: "unearth"; tile: Tile };

/** All that the ground is a function of. Does not change during play. */
export type Island = { seed: bigint; width: number; height: number; camp: Tile };

export type Player = {
  tile: Tile;
  facing: Direction;
  /** Item worn in each slot; 0 is none. Index is the slot of `slots` in the table. */
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
  /** Sand in the bank, smallest units. */
  vault: bigint;
  /** Chests opened: bit `id - 1`, of one week. */
  chests: { week: Week; opened: number };
  /** Points of the best expedition of the newest week that one was scored for. */
  best: { week: Week; points: number };
  expedition: Expedition;
};

/** An hour on the island. What it counts stands still at nightfall. */
export type Expedition = {
  /** How many the player began, this one included. */
  number: number;
  /** 0: none is under way. */
  embarkedAt: Seconds;
  /** Regions explored, of 8 × 8 tiles each: bit `y / 8 * 8 + x / 8`. */
  regions: bigint;
  quests: number;
  relics: number;
  /** Whole Sand that quests and chests paid in it. */
  earned: number;
  /** Sand banked in it and not taken out again, smallest units. */
  banked: bigint;
};

/** A resource node that was harvested: how much was left at `since`, from when it grows back. Absent: full. */
export type Node = { left: number; since: Seconds };

export type World = {
  /** Who joined. A player who is absent joins at the camp by the first action. */
  players: Readonly<Record<string, Player>>;
  nodes: Readonly<Record<Tile, Node>>;
};

/** Why the rules refuse an action: the name of the contract's custom error. */
export type Reason = string;
