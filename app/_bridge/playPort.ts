import type { Action } from "@/game/rules/actions";
import type { Direction, Reason, Scene, Seconds, Tile, World } from "@/game/rules/types";

/** Another player, as the chain last said. */
export type Other = {
  /** Seed of the island that they are on. */
  seed: number;
  tile: Tile;
  facing: Direction;
  /** Grows only by walking. */
  steps: number;
  endsAt: Seconds;
};

/** Other players on an expedition, by account, lowercase. */
export type Others = Readonly<Record<string, Other>>;

/** The predicted world, and which part of it is not confirmed yet. Immutable; each change makes a new one. */
export type PlaySnapshot = {
  /** The own player, days and rooms. Predicted: confirmed state with all pending actions applied. */
  world: World;
  others: Others;
  /** Key of the player in `world.players`; undefined before connecting. */
  self: string | undefined;
  /** Actions drawn but not confirmed. */
  pending: number;
  /** False while no session can play. */
  playable: boolean;
};

/** An action that was played, with the world before and after it. */
export type Deed = { action: Action; before: Scene; after: Scene };

/** Why an input was refused; `seen`: the arguments of the contract's error, none when the session itself has no room. */
export type PlayRefusal = { ok: false; reason: Reason; text: string; seen?: readonly (number | bigint | string)[] };

/** Something that happened, for the scene, the panels and the text mirror. */
export type PlayEffect =
  | ({ type: "played" } & Deed)
  /** `words`: each action, in the order played. */
  | { type: "confirmed"; words: readonly string[] }
  | { type: "rolledBack"; action: Action; words: string; reason: Reason; text: string }
  /** The rules refuse an input: nothing was queued. */
  | { type: "refused"; action: Action; refusal: PlayRefusal };

/** The game as panels and the scene's port play it: predicts, queues, and tells what became of it. */
export type PlayPort = {
  getSnapshot: () => PlaySnapshot;
  /** Everything that the rules look at, as predicted, now. */
  getScene: () => Scene;
  /** Calls the listener after each change of the snapshot. Returns a function that unsubscribes. */
  subscribe: (listener: () => void) => () => void;
  /** Returns a function that unsubscribes. */
  onEffect: (listener: (effect: PlayEffect) => void) => () => void;
  /** Predicts and queues. `ok: false` means that the rules refuse it now; nothing was queued. */
  play: (action: Action) => { ok: true } | PlayRefusal;
  /** Chain clock in Unix seconds, with fractions. */
  now: () => number;
};
