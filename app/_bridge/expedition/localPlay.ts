import { createStore } from "zustand/vanilla";
import { applyAction } from "@/game/rules/apply";
import { emptyWorld } from "@/game/rules/player";
import type { Draws, Scene } from "@/game/rules/types";
import type { PlayEffect, PlayPort, PlaySnapshot } from "../playPort";

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
export function createLocalPlay({ self, now, roll }: Parts): PlayPort {
  const known = createStore<PlaySnapshot>(() => ({
    ...{ world: emptyWorld, others: {}, self, pending: 0, playable: true },
  }));
  const effects = new Set<(effect: PlayEffect) => void>();
  const draws: Draws = { falls: createFalls(roll), day: () => undefined, room: () => undefined };
  const getScene = (): Scene => {
    const seconds = now();
    return {
      ...{ world: known.getState().world, self, draws },
      ...{ nowSeconds: Math.floor(seconds), block: Math.floor(seconds / BLOCK_SECONDS) },
    };
  };
  const emit = (effect: PlayEffect) => {
    for (const listener of [...effects]) listener(effect);
  };
  return {
    ...{ getSnapshot: known.getState, getScene, now },
    subscribe: known.subscribe,
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
      known.setState({ world: outcome.world });
      emit({ type: "played", action, before, after: { ...before, world: outcome.world } });
      return { ok: true };
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
