import { createStore } from "zustand/vanilla";
import type { Action } from "@/game/rules/next/actions";
import { applyAction } from "@/game/rules/next/apply";
import { emptyWorld } from "@/game/rules/next/player";
import type { Draws, Outcome, Refusal, Scene, World } from "@/game/rules/next/types";

/** An action that was played, with the world before and after it. */
export type Deed = { action: Action; before: Scene; after: Scene };

/** Something that happened, for the scene and the panels. */
export type ExpeditionEffect =
  | ({ type: "played" } & Deed)
  /** The rules refuse an input. */
  | { type: "refused"; action: Action; refusal: Refusal };

/** The second edition as scene and panels play it. */
export type ExpeditionPlay = {
  /** Everything that the rules look at, now. */
  getScene: () => Scene;
  getWorld: () => World;
  /** Key of the player in the world. */
  self: string;
  /** Seconds since 1970, with fractions. */
  now: () => number;
  /** Calls the listener after each change of the world. Returns a function that unsubscribes. */
  subscribe: (listener: () => void) => () => void;
  /** Returns a function that unsubscribes. */
  onEffect: (listener: (effect: ExpeditionEffect) => void) => () => void;
  play: (action: Action) => Outcome;
};

/** Blocks are half a second apart, as on the chain that the game is made for. */
const BLOCK_SECONDS = 0.5;

type Parts = {
  self: string;
  /** Seconds since 1970, with fractions. */
  now: () => number;
  /** A random byte, for falls at night. */
  roll: () => number;
};

/** Plays by the rules alone, without a chain: every action is confirmed at once, and chance is this machine's. */
export function createLocalPlay({ self, now, roll }: Parts): ExpeditionPlay {
  const world = createStore<World>(() => emptyWorld);
  const effects = new Set<(effect: ExpeditionEffect) => void>();
  const draws: Draws = {
    falls: createFalls(roll),
    day: () => undefined,
    room: () => undefined,
  };
  const getScene = (): Scene => {
    const seconds = now();
    return {
      ...{ world: world.getState(), self, draws },
      ...{ nowSeconds: Math.floor(seconds), block: Math.floor(seconds / BLOCK_SECONDS) },
    };
  };
  const emit = (effect: ExpeditionEffect) => {
    for (const listener of [...effects]) listener(effect);
  };
  return {
    ...{ getScene, getWorld: world.getState, self, now },
    subscribe: world.subscribe,
    onEffect: (listener) => {
      effects.add(listener);
      return () => effects.delete(listener);
    },
    play: (action) => {
      const before = getScene();
      const outcome = applyAction(before, action);
      if (!outcome.ok) {
        emit({ type: "refused", action, refusal: outcome });
        return outcome;
      }
      world.setState(outcome.world, true);
      emit({ type: "played", action, before, after: { ...before, world: outcome.world } });
      return outcome;
    },
  };
}

/** The steps of one block are at most a few moves long. */
const MOST_STEPS = 256;

/** The rules ask more than once, to show what an action would do and to play it: a block answers alike. */
function createFalls(roll: () => number): Draws["falls"] {
  let drawn: { block: number; bytes: Uint8Array } | undefined;
  return (_player, block) => {
    if (drawn?.block !== block) drawn = { block, bytes: Uint8Array.from({ length: MOST_STEPS }, roll) };
    return drawn.bytes;
  };
}
