import type { Direction } from "@/game/rules/types";
import type { Achievement } from "./achievements";

/**
 * What the screens of an expedition show: plain data at one moment. Whoever makes a view counts; the screens only draw and
 * say. Points, Sand and grains are whole, seconds are left, not passed.
 */

export type Phase = "day" | "dusk" | "night";
export type Length = "dash" | "walk" | "voyage";
export type Mode = "daily" | "practice" | "room";
export type Calling = "forager" | "delver" | "courier";
/** Nothing, little, or the full purse. */
export type Purse = 0 | 1 | 2;
export type Place = "camp" | "north" | "east" | "south" | "west";
export type Compass = "north" | "northEast" | "east" | "southEast" | "south" | "southWest" | "west" | "northWest";
export type Material = "wood" | "fibre" | "stone" | "shell" | "berry" | "ore" | "pearl" | "shard";
export type Part = "rope" | "plank" | "ingot" | "cloth";
export type StartTool = "boots" | "spade" | "raft" | "lantern" | "satchel";
export type Tool = StartTool | "axe" | "sickle" | "pick" | "sandals" | "stilts" | "compass" | "amulet";
export type Relic = "idol" | "bell" | "mask" | "crown" | "conch" | "anchor";
export type Supply = "oil" | "ration";
/** What has a picture of its own. */
export type Item = Material | Part | Tool | Relic | Supply;

/** `first`: the step with which the way begins; absent where no step is needed, or none leads there now. */
export type Way = { steps: number; seconds: number; toward: Compass; first?: Direction };

export type BarView = {
  length: Length;
  phase: Phase;
  secondsLeft: number;
  seconds: number;
  grains: number;
  tide: {
    /** 0, 1, 2. */
    index: number;
    /** How much of it has passed, 0 to 1. */
    passed: number;
    turnsInSeconds: number;
    isLow: boolean;
  };
  /** What is carried, at today's price at the nearest place; this much of it counts there, in percent. */
  load: number;
  placePercent: number;
  banked: number;
  /** `now`: whoever does not turn back is late. `here`: within reach of a camp. */
  home: { way: Way; urgency: "here" | "calm" | "soon" | "now" };
  /** Unix seconds; 0: no key. */
  keyUntil: number;
};

export type Plan = { mode: Mode; length: Length; calling: Calling; tool: StartTool; purse: Purse; start: Place };

/**
 * A room that can be joined. `isOpen`: it has started and its island is drawn.
 * Else why there is none: no number, no such room, its time is over, the chain is asked, the chain does not answer.
 */
export type RoomView =
  | { number: number; startsInSeconds: number; isOpen: boolean; length: Length }
  | ("none" | "unknown" | "over" | "reading" | "unread");

/** How long a new room waits for its start. */
export type LobbyMinutes = 1 | 2 | 5 | 10;

/** What a room that is opened now can be. */
export type OpeningView = {
  /** Until when the key lasts, Unix seconds; undefined: there is none. */
  keyUntil: number | undefined;
  /** How long each length of expedition lasts, in minutes. */
  minutes: Readonly<Record<Length, number>>;
  /** The starts after which an expedition of a length still fits into what the key has left, with a minute to spare. */
  possible: Readonly<Record<Length, readonly LobbyMinutes[]>>;
};

export type StartView = {
  plan: Plan;
  /** Why a length cannot be played now: until when the key lasts (Unix seconds). Absent: it can. */
  keyTooShort: Partial<Record<Length, number>>;
  /** Whole Sand of each purse for the chosen length. */
  purses: readonly [number, number, number];
  /** Whole Sand that the player carries: more than this no purse can spend. */
  sand: number;
  /** Where today's island was played: its points, if this visit saw them. */
  playedToday: { points: number | undefined } | undefined;
  seed: string;
  /** What was typed as the number of a room. */
  roomText: string;
  room: RoomView;
  opening: OpeningView;
  /** Why nobody can set out with this plan. Absent: they can. */
  problem?: "notOpen" | "seed" | "elsewhere";
  isBusy: boolean;
};

/** What the gather button does from here: it digs where nothing can be gathered. */
export type ReachView = {
  verb: "gather" | "dig";
  /** Undefined: nothing is within reach. */
  tile: number | undefined;
  item: Material | undefined;
  /** Why not now, for the player. Undefined: it can be done. */
  whyNot: string | undefined;
};

/** What a place offers now: points of the load that can be banked, and the errand that can be claimed. */
export type QuickView = { bank: number | undefined; errand: number | undefined };

/** The expedition in a few facts, for the text mirror. */
export type RunView = {
  /** Counted per player from 1. */
  number: number;
  mode: Mode;
  length: Length;
  points: number;
  load: number;
  grains: number;
  secondsLeft: number;
};

export type Goal =
  | { kind: "gather"; item: Material; way: Way }
  | { kind: "dig"; layers: number; way: Way }
  | { kind: "bank"; load: number; way: Way }
  /** Can be claimed from here. */
  | { kind: "errand" }
  | { kind: "home"; way: Way }
  | { kind: "tide"; seconds: number }
  | { kind: "finish"; points: number };

/** The one press that leads on from here. */
export type Press = Direction | "setOut" | "gather" | "claim" | "bank" | "finish";

/** Why a thing cannot be done now. */
export type WhyNot =
  | { kind: "tool"; item: Tool; ground?: "hills" | "ruins" | "shallows" }
  | { kind: "taken"; seconds: number }
  | { kind: "full"; units: number; capacity: number }
  | { kind: "grains"; seconds: number }
  | { kind: "missing"; item: Item; need: number; have: number }
  | { kind: "camp"; way: Way }
  | { kind: "nothing" }
  | { kind: "owned" }
  | { kind: "purse"; left: number }
  | { kind: "most"; most: number }
  | { kind: "errands"; most: number }
  | { kind: "dusk" };

export type Price = "full" | "half" | "quarter";
export type Good = { item: Material; units: number; price: Price; points: number };

export type PackView = {
  capacity: number;
  goods: readonly Good[];
  parts: readonly { item: Part; units: number }[];
  relics: { layers: number; units: number; points: number };
  /** Kinds in the load, and what they add in percent. */
  mix: { kinds: number; percent: number };
  load: number;
  tools: readonly { item: Tool; isWorn: boolean; slot: "hand" | "feet" | "back" }[];
  supplies: readonly { item: Supply; units: number }[];
};

export type RecipeView = {
  id: number;
  item: Part | Tool;
  amount: number;
  use: string;
  inputs: readonly { item: Item; need: number; have: number }[];
  whyNot?: WhyNot;
};

export type ErrandKind = "supply" | "survey" | "vigil" | "recover";
export type ErrandView = {
  id: number;
  kind: ErrandKind;
  /** Supply: what and where to. */
  supply?: { item: Material; need: number; have: number; place: Place };
  /** Survey: marks done of all. Recover: layers. */
  done?: { count: number; of: number };
  reward: number;
  way: Way;
  state: "open" | "ready" | "done";
  whyNot?: WhyNot;
};
export type ErrandsView = {
  slots: { left: number; of: number };
  turnsInSeconds: number;
  offers: readonly ErrandView[];
};

export type TradeView = {
  purse: { left: number; of: number };
  /** Practice and rooms: no Sand is spent. */
  isFree: boolean;
  offers: readonly { item: Supply | StartTool; sand: number; whyNot?: WhyNot }[];
};

/** `earlier`: before the page was loaded. */
export type Source = "goods" | "relics" | "errands" | "regions" | "home" | "earlier";
export type SourceRow = { source: Source; points: number };

export type BankView = {
  place: Place;
  rows: readonly SourceRow[];
  /** In percent; 100 changes nothing. */
  factors: { mix: number; place: number; purse: number };
  points: number;
  banked: number;
  whyNot?: WhyNot;
};

export type FinishView = {
  /** There is no time for another way out and back. */
  isTime: boolean;
  percent: number;
  bonus: number;
  sand: number;
  secondsLeft: number;
  /** What is carried and not banked yet. */
  load: number;
  whyNot?: WhyNot;
};

export type Layer = { layer: 1 | 2 | 3; of: 1 | 2 | 3; points: number; relic?: Relic; shelf: readonly Relic[] };

/** `counting`: the board has not read all of it yet. `behind`: it reads nothing new. `down`: it does not answer. */
export type RankView = { state: "counting" | "behind" | "down" } | { state: "known"; now: number };

export type SummaryView = {
  mode: Mode;
  length: Length;
  /** Day as a number, seed or room. */
  of: string;
  isHome: boolean;
  points: number;
  rows: readonly SourceRow[];
  par: number;
  result: number;
  lost: { load: number; layers: number } | undefined;
  sand: number;
  /** Undefined: practice has none. */
  rank: RankView | undefined;
  /** Number of the room; undefined: it was in none. */
  room: number | undefined;
  /** `won`: what the player has since this expedition. `earned`: since ever. `all`: what there is. */
  achievements: Record<"won" | "earned" | "all", readonly Achievement[]>;
  /** Points of each twelfth of the time. */
  twelfths: readonly number[];
};
