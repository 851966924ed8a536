import type { Action, Direction, Island, Reason, World } from "@/game/rules/types";

/** What Phaser draws: the predicted world, and which part of it is not confirmed yet. Immutable; a new one per change. */
export type GameSnapshot = {
  island: Island;
  /** Predicted: confirmed state with all pending actions folded in. */
  world: World;
  /** Key of the player in `world.players`; undefined before connecting (the scene then shows the island and others). */
  self: string | undefined;
  /** Actions drawn but not confirmed; the scene marks the player quietly while this is above zero. */
  pending: number;
  /** False while no session can play: the scene then does not take input. */
  playable: boolean;
};

/** Something that happened, for particles, sound and the text mirror. */
export type GameEffect =
  | { type: "played"; action: Action }
  | { type: "confirmed"; actions: readonly Action[] }
  | { type: "rolledBack"; action: Action; reason: Reason; text: string }
  /** A press that the rules refuse: nothing was queued. */
  | { type: "refused"; action: Action; reason: Reason; text: string };

/** The only thing that scenes know of the outside. */
export type GamePort = {
  getSnapshot: () => GameSnapshot;
  /** Called after each change of the snapshot. Returns its own undo. */
  subscribe: (listener: () => void) => () => void;
  /** Returns its own undo. */
  onEffect: (listener: (effect: GameEffect) => void) => () => void;
  /** Predicts and queues. `ok: false` means that the rules refuse it now; nothing was queued. */
  play: (action: Action) => { ok: true } | { ok: false; reason: Reason; text: string };
  /** Chain clock in Unix seconds, with fractions. */
  now: () => number;
};

/** What keys and pad buttons can mean. The first five are the scene's; the rest it hands to the page. */
export type GameCommand = "north" | "east" | "south" | "west" | "gather" | PageCommand;
export type PageCommand = "previousPanel" | "nextPanel" | "minimap" | "mute";

/** Keys of each command by their place on the keyboard (`KeyboardEvent.code`), so that WASD is where it is on every layout. */
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

/** A sound that the page asks for; the scene makes its own. */
export type PageCue = "refused" | "ending" | "hello";

/** A text that this browser keeps; undefined is nothing. A browser that refuses storage forgets. */
export type TextMemory = { read: () => string | undefined; write: (text: string | undefined) => void };

/** What `createGame` hands back to the one component that owns the canvas. */
export type GameHandle = {
  /** One step, from on-screen buttons. */
  step: (direction: Direction) => void;
  /** Gather what is in reach. */
  gather: () => void;
  /** Takes effect at once. */
  apply: (settings: GameSettings) => void;
  /** Silent until the player has touched the page, as browsers want it. */
  sound: (cue: PageCue) => void;
  /** Stops the loop, removes the canvas and every listener. */
  destroy: () => void;
};
