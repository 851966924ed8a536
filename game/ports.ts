import type { Direction, Island, Tile } from "@/game/rules/types";

/** Somebody on the island. */
export type Person = {
  tile: Tile;
  facing: Direction;
  /** Grows only by walking: fewer than before mean that a prediction was undone. */
  steps: number;
  /** Goes into the shallows on foot, not on a raft. */
  isWading?: boolean;
  /** Carries a light. */
  isLit?: boolean;
};

/** Something on the ground that comes and goes: where to dig and what was dug there, where an errand leads, what somebody left. */
export type Mark = { tile: Tile; look: "earth" | "hole" | "dugOut" | "errand" | "cairn" };

/** What Phaser draws, as predicted, whatever the rules are. Immutable: what has not changed is the same object as before. */
export type GameView = {
  island: Island;
  /** Everybody on the island by key, the own player included. */
  people: Readonly<Record<string, Person>>;
  /** Key of the own player in `people`; undefined before connecting (the scene then shows the island and others). */
  self: string | undefined;
  /** Actions drawn but not confirmed; the scene marks the player discreetly while this is above zero. */
  pending: number;
  /** False while no session can play: then the scene accepts no input. */
  playable: boolean;
  /** Tiles on which nothing is left of what grows there. */
  emptied: ReadonlySet<Tile>;
  /** What a step costs the own player, a whole number; undefined: the ground is closed. */
  stepCost: StepCost;
  /** How long a cost of 1 lasts on screen, in ms. */
  costMs: number;
  marks: readonly Mark[];
  /** The shallows lie nearly dry. */
  isLowTide: boolean;
  /** Where a fire burns, the camp in the middle first. */
  camps: readonly Tile[];
};

/** The cost of a step onto a tile, from the one beside it. */
export type StepCost = (onto: Tile, from: Tile) => number | undefined;

/** What something that was done looks and sounds like. `step` and `gather` sound like the ground and like what grows. */
export type Deed = "step" | "gather" | "dig" | "glitter" | "craft" | "claim" | "buy" | "wear" | "hello";

/** What something brought, in words; `item`: its picture. */
export type Gain = { text: string; item?: string | undefined };
/** The tool that swings. */
export type Tool = "axe" | "sickle" | "pick" | "spade";

/** Something that happened, for particles, sound and what flies to the pack. */
export type GameEffect =
  /** `tile`: where, if it was not where the player stands. `lastsMs`: how long the player is busy with it. */
  | {
      type: "played";
      deed: Deed;
      tile: Tile | undefined;
      lastsMs?: number;
      tool?: Tool | undefined;
      gain?: Gain | undefined;
    }
  /** A prediction was wrong; what it showed is undone. */
  | { type: "rolledBack" }
  /** An input was refused: nothing was queued. `missing`: the item that would have helped. */
  | { type: "refused"; missing?: string | undefined }
  /** The player fell. */
  | { type: "fell"; text: string };

/** All that scenes know of the outside. */
export type GamePort = {
  /** May be called in every frame. */
  getView: () => GameView;
  /** Calls the listener when somebody played or a block came; not when time alone changes the view. Returns a function that unsubscribes. */
  subscribe: (listener: () => void) => () => void;
  /** Returns a function that unsubscribes. */
  onEffect: (listener: (effect: GameEffect) => void) => () => void;
  /** Time of day on the island, from dawn (0) to nightfall (1). */
  daytime: () => number;
  /** Takes one step. `waits`: it will be possible in a moment. Then, and when it is refused, nothing was queued. */
  walk: (direction: Direction) => "walked" | "waits" | "refused";
  /** Gathers what grows on a tile within reach. Returns how long it lasts on screen, in ms; `waits` as in `walk`. */
  gather: (tile: Tile) => number | "waits";
  /** Plays an action from where the player stands; one that has nothing to do here is refused in words. Returns how long it lasts, in ms. */
  act: (action: string) => number;
  /** Tells the player why no way leads to a tile now. */
  explain: (tile: Tile) => void;
};

/** Commands that the scene passes to the page. */
/** `proceed`: sets out, finishes at a camp, plays again. */
export const pageCommands = ["previousPanel", "nextPanel", "minimap", "mute", "proceed"] as const;
export type PageCommand = (typeof pageCommands)[number];

/** What keys and gamepad buttons can mean: a direction, a command for the page, or the name of an action that the port plays. */
export type GameCommand = string;

/** Keys of each command by their position on the keyboard (`KeyboardEvent.code`), so that WASD is in the same place on every layout. */
export type KeyBindings = Readonly<Record<GameCommand, readonly string[]>>;

/** What a player may choose about the look, the sound and the keys of the game. */
export type GameSettings = {
  keys: KeyBindings;
  /** No wind, waves, clouds, particles or camera glide. */
  reducedMotion: boolean;
  minimap: boolean;
  muted: boolean;
  /** 0 to 1. */
  volume: number;
};

/** A sound that the page asks for; the scene chooses its own sounds. */
export type PageCue = "refused" | "ending" | "hello";

/** A text that this browser stores; undefined is nothing. A browser that refuses storage forgets it. */
export type TextMemory = { read: () => string | undefined; write: (text: string | undefined) => void };

/** What `createGame` returns to the one component that owns the canvas. */
export type GameHandle = {
  /** One step, from on-screen buttons. */
  step: (direction: Direction) => void;
  /** Plays an action from where the player stands, as its key does. */
  act: (action: string) => void;
  /** Applies settings at once. */
  apply: (settings: GameSettings) => void;
  /** Silent until the player has touched the page, as browsers require. */
  sound: (cue: PageCue) => void;
  /** Stops the loop, removes the canvas and every listener. */
  destroy: () => void;
};
