import type { Action } from "@/game/rules/actions";
import type { Island, Reason, World } from "@/game/rules/types";

/** The predicted world, and which part of it is not confirmed yet. Immutable; each change makes a new one. */
export type PlaySnapshot = {
  island: Island;
  /** Predicted: confirmed state with all pending actions applied. */
  world: World;
  /** Key of the player in `world.players`; undefined before connecting. */
  self: string | undefined;
  /** Actions drawn but not confirmed. */
  pending: number;
  /** False while no session can play. */
  playable: boolean;
};

/** Something that happened, for the scene and the text mirror. */
export type PlayEffect =
  | { type: "played"; action: Action }
  | { type: "confirmed"; actions: readonly Action[] }
  | { type: "rolledBack"; action: Action; reason: Reason; text: string }
  /** The rules refuse an input: nothing was queued. */
  | { type: "refused"; action: Action; reason: Reason; text: string };

/** The game as panels and the scene's port play it: predicts, queues, and tells what became of it. */
export type PlayPort = {
  getSnapshot: () => PlaySnapshot;
  /** Calls the listener after each change of the snapshot. Returns a function that unsubscribes. */
  subscribe: (listener: () => void) => () => void;
  /** Returns a function that unsubscribes. */
  onEffect: (listener: (effect: PlayEffect) => void) => () => void;
  /** Predicts and queues. `ok: false` means that the rules refuse it now; nothing was queued. */
  play: (action: Action) => { ok: true } | { ok: false; reason: Reason; text: string };
  /** Chain clock in Unix seconds, with fractions. */
  now: () => number;
};
