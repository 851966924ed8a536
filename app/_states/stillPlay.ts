import { createLocalPlay } from "@/app/_bridge/expedition/localPlay";
import type { PlayEffect, PlayPort, PlaySnapshot } from "@/app/_bridge/playPort";
import type { Action } from "@/game/rules/actions";
import type { Plan, World } from "@/game/rules/types";
import { account } from "./facts";

/** Half of a second. */
const BLOCK_SECONDS = 0.5;
/** The lowest byte of all: nobody falls who looks at a picture. */
const noFall = () => 255;
const now = () => Date.now() / 1_000;

export const practice: Plan = { mode: 1, length: 2, calling: 2, tool: 0, purse: 2, start: 0, of: 7 };

type Past = {
  plan?: Partial<Plan>;
  /** When the player set out. */
  agoSeconds: number;
  /** What they did since then, as fast as they could. */
  deeds?: readonly Action[];
};

/** The world of a player who set out some time ago, by the rules. */
export function worldAfter({ plan, agoSeconds, deeds = [] }: Past): World {
  const play = createLocalPlay({ self: account, now: () => now() - agoSeconds, roll: noFall });
  for (const action of [{ type: "embark", plan: { ...practice, ...plan } } as const, ...deeds]) play.play(action);
  return play.getSnapshot().world;
}

/** A game that stands still: what is pressed has no effect, only the clock goes on. */
export function createStillPlay(snapshot: PlaySnapshot, effects: readonly PlayEffect[]): PlayPort {
  const nothing = () => undefined;
  return {
    getSnapshot: () => snapshot,
    getScene: () => {
      const seconds = now();
      return {
        ...{ world: snapshot.world, self: snapshot.self ?? "" },
        ...{ nowSeconds: Math.floor(seconds), block: Math.floor(seconds / BLOCK_SECONDS) },
        draws: { falls: nothing, day: nothing, room: nothing },
      };
    },
    subscribe: () => nothing,
    onEffect: (listener) => {
      // A turn later: whoever keeps a journal of them is only being made.
      queueMicrotask(() => effects.forEach(listener));
      return nothing;
    },
    play: () => ({ ok: true }),
    now,
  };
}

/** A game that is played, by the rules alone and on this machine alone: no chain, nothing to win or lose. */
export function createOwnPlay(): PlayPort {
  const roll = () => crypto.getRandomValues(new Uint8Array(1))[0] ?? 0;
  return createLocalPlay({ self: account, now, roll });
}
