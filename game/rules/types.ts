/** Seconds since 1970, by the chain's clock. */
export type Seconds = number;

export type Direction = "north" | "east" | "south" | "west";

/** Index of a tile: y * width + x. */
export type Tile = number;

// Ids are those of the rows of game/rules/table.ts. 0 is none.
export type BiomeId = number;
export type ItemId = number;
export type RecipeId = number;
export type RelicId = number;

/** Everything that determines the ground. Does not change during play. */
export type Island = { seed: bigint; width: number; height: number; camp: Tile };

/** Why the rules refuse an action: the name of the contract's custom error. */
export type Reason = string;

/** 1 Dash, 2 Walk, 3 Voyage. */
export type Length = 1 | 2 | 3;
/** 0 the island of the day, 1 practice, 2 a room. */
export type Mode = 0 | 1 | 2;
/** 1 Forager, 2 Delver, 3 Courier. */
export type Calling = 1 | 2 | 3;
/** Nothing, little, or the full purse of the length. */
export type Purse = 0 | 1 | 2;
/** 0 the camp, 1 to 4 the posts in the north, east, south and west. */
export type Place = 0 | 1 | 2 | 3 | 4;
/** A third of an expedition. */
export type Tide = 0 | 1 | 2;
export type Phase = "day" | "dusk" | "night";

/** What a player chooses at the start of an expedition. */
export type Plan = {
  mode: Mode;
  length: Length;
  calling: Calling;
  /** Index into `freeTools`. */
  tool: number;
  purse: Purse;
  start: Place;
  /** Practice: the seed. Room: its number. Else 0. */
  of: number;
};

/** Everything that a step reads and writes: the word RUN. */
export type Run = {
  tile: Tile;
  facing: Direction;
  length: Length;
  mode: Mode;
  calling: Calling;
  purse: Purse;
  oil: boolean;
  rations: number;
  /** Fell at least once. */
  fell: boolean;
  /** Item worn in each slot; 0 is none. */
  worn: readonly ItemId[];
  /** Number of the expedition, counted per player from 1. */
  number: number;
  /** Grains used since the start, with those that were lost. */
  used: number;
  points: number;
  /** Steps at night whose falls are not settled yet; 0 is none. */
  nightSteps: number;
  /** The lowest 20 bits of the number of their block. */
  nightBlock: number;
  /** All of these steps were walked with light. */
  nightLit: boolean;
  endsAt: Seconds;
  /** Seed of the island, 32 bits. */
  seed: number;
  /** Bit `y / 8 * 8 + x / 8`. */
  regions: bigint;
};

/** What is carried: the word PACK. */
export type Pack = {
  /** Units by item id: materials and parts. Absent is 0. */
  goods: Readonly<Record<ItemId, number>>;
  /** Tools that the player has, by item id. */
  tools: readonly ItemId[];
  /** The tide to which `sold` belongs. */
  soldTide: Tide;
  /** Units of each material banked in that tide. Absent is 0; stops at 127. */
  sold: Readonly<Record<ItemId, number>>;
  /** Relic layers carried, and their value in points. */
  layers: number;
  relicValue: number;
  /** Whole Sand spent of the purse. */
  spent: number;
  /** Number of the room; 0 is none. */
  room: number;
};

/** What was dug and delivered: the word DIGS. `dug`, `done`, `marks` and `begun` are of `tide`. */
export type Digs = {
  tide: Tide;
  /** Layers dug by region; absent is 0. */
  dug: Readonly<Record<number, number>>;
  /** Offers that are done: bit `offer`. */
  done: number;
  /** Marks of the two surveys that are done: bit `3 * (offer - 2) + mark`. */
  marks: number;
  /** Errands begun in this tide. */
  begun: number;
  /** Errands begun in all tides. */
  errands: number;
  /** Relics found: bit `relic - 1`. */
  relics: number;
  /** All eight materials were in one load. */
  eight: boolean;
  /** A third layer was dug. */
  third: boolean;
  /** Middles of ruins dug, bit `x / 32 + y / 32 * 2`; posts banked at, bit `place - 1`. */
  ruins: number;
  posts: number;
};

/** What stays from one expedition to the next: the word PROFILE, and balances. */
export type Profile = {
  /** Number of the newest expedition; 0: none yet. */
  number: number;
  /** Day of the newest daily expedition, + 1; 0: never. */
  lastDay: number;
  achievements: number;
  /** Sand in the vault, smallest unit. */
  vault: bigint;
  /** Balance of Sand, smallest unit. */
  sand: bigint;
  /** Balance of each relic; the index is `relic - 1`. */
  relics: readonly number[];
};

/** Nodes gathered: `tag` is `number * 4 + tide`, another tag reads as untouched. */
export type Gathered = { tag: number; tiles: bigint };

export type Player = {
  /** Undefined: no expedition. One that is over stays until the next begins. */
  run: Run | undefined;
  pack: Pack;
  digs: Digs;
  /** 32 words of 128 tiles; absent: never written. */
  nodes: Readonly<Record<number, Gathered>>;
  profile: Profile;
};

/** A seed that a named block draws: of a day or a room. */
export type Draw = { block: number; seed: number | undefined };
export type Room = Draw & { startsAt: Seconds; length: Length };

export type World = {
  /** By account, lowercase; an absent player has never played. */
  players: Readonly<Record<string, Player>>;
  /** By day since 1970. */
  days: Readonly<Record<number, Draw>>;
  /** By number, from 1. */
  rooms: Readonly<Record<number, Room>>;
};

/**
 * What the hash of an earlier block decides. The rules compute no keccak256: who plays them gives these functions
 * (app/_bridge/draws.ts is one way). Undefined: the hash is not known here.
 */
export type Draws = {
  /**
   * A byte for each step of a night: byte `i % 32` of `keccak256(abi.encode(hash, player, i / 32))` for step `i`. `"gone"`: the block is
   * older than 256 blocks. Undefined: nobody falls, which is how the page predicts.
   */
  falls(player: string, block: number, steps: number): Uint8Array | "gone" | undefined;
  /** Seed of a day, or of a room. */
  day(day: number, block: number): number | undefined;
  room(room: number, block: number): number | undefined;
};

/** Everything that the rules look at. */
export type Scene = {
  world: World;
  self: string;
  nowSeconds: Seconds;
  /** Number of the block in which the action is played. */
  block: number;
  draws: Draws;
};

/**
 * The rules refuse: the contract reverts with the error named `reason` and these arguments, numbers but for an account's address;
 * `text` tells the player what to do.
 */
export type Refusal = { ok: false; reason: Reason; seen: readonly (number | bigint | string)[]; text: string };
export type Outcome = { ok: true; world: World } | Refusal;
