import type { Action, KeyedAction } from "@/game/rules/actions";
import { keyedActions } from "@/game/rules/keyedActions";
import type { Direction, Island, Reason, World } from "@/game/rules/types";

/** What Phaser draws: the predicted world, and which part of it is not confirmed yet. Immutable; each change makes a new one. */
export type GameSnapshot = {
  island: Island;
  /** Predicted: confirmed state with all pending actions applied. */
  world: World;
  /** Key of the player in `world.players`; undefined before connecting (the scene then shows the island and others). */
  self: string | undefined;
  /** Actions drawn but not confirmed; the scene marks the player discreetly while this is above zero. */
  pending: number;
  /** False while no session can play: then the scene accepts no input. */
  playable: boolean;
};

/** Something that happened, for particles, sound and the text mirror. */
export type GameEffect =
  | { type: "played"; action: Action }
  | { type: "confirmed"; actions: readonly Action[] }
  | { type: "rolledBack"; action: Action; reason: Reason; text: string }
  /** The rules refuse an input: nothing was queued. */
  | { type: "refused"; action: Action; reason: Reason; text: string };

/** All that scenes know of the outside. */
export type GamePort = {
  getSnapshot: () => GameSnapshot;
  /** Calls the listener after each change of the snapshot. Returns a function that unsubscribes. */
  subscribe: (listener: () => void) => () => void;
  /** Returns a function that unsubscribes. */
  onEffect: (listener: (effect: GameEffect) => void) => () => void;
  /** Predicts and queues. `ok: false` means that the rules refuse it now; nothing was queued. */
  play: (action: Action) => { ok: true } | { ok: false; reason: Reason; text: string };
  /** Chain clock in Unix seconds, with fractions. */
  now: () => number;
};

export { keyedActions };

/** What keys and gamepad buttons can mean. The scene handles directions and actions; it passes the rest to the page. */
export type GameCommand = Direction | KeyedAction | PageCommand;
export type PageCommand = "previousPanel" | "nextPanel" | "minimap" | "mute";

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
  act: (action: KeyedAction) => void;
  /** Applies settings at once. */
  apply: (settings: GameSettings) => void;
  /** Silent until the player has touched the page, as browsers require. */
  sound: (cue: PageCue) => void;
  /** Stops the loop, removes the canvas and every listener. */
  destroy: () => void;
};
