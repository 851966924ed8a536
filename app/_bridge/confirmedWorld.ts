import type { BlockEvent } from "@/app/_api/events";
import type { World } from "@/game/rules/types";
import type { Context } from "./context";
import { applyWorldChange, readGameEvents } from "./gameEvents";
import { createObservable } from "./observable";

/** A world, and a block that it holds all of. */
export type WorldAt = { world: World; block: bigint };

/** The world as the chain has it, as far as this page has heard. */
export type ConfirmedWorld = {
  get: () => WorldAt;
  /** Called after each change. Returns its own undo. */
  subscribe: (listener: () => void) => () => void;
  /** Reads nodes, others, and the player when there is one, anew. Rejects when the chain does not answer. */
  load: (self: string | undefined) => Promise<void>;
  /** Reads the player anew, as of a block or now. Rejects when the chain does not answer. */
  readSelf: (self: string, block?: bigint) => Promise<WorldAt>;
  /** Folds in what a block changed for everybody. */
  hear: (block: BlockEvent, self: string | undefined) => void;
};

/** Creates the confirmed world, empty until it is loaded. */
export function createConfirmedWorld({ reader, config }: Context): ConfirmedWorld {
  const known = createObservable<WorldAt>({ world: { players: {}, nodes: {} }, block: 0n });

  const readSelf = async (self: string, block?: bigint): Promise<WorldAt> => {
    // What is read now is at least as new as the newest block that was heard of before asking.
    const heard = known.get().block;
    const player = await reader.readPlayer(self as `0x${string}`, block);
    const { world, block: newest } = known.get();
    const next = {
      world: { nodes: world.nodes, players: player ? { ...world.players, [self]: player } : world.players },
      block: newest > (block ?? heard) ? newest : (block ?? heard),
    };
    known.set(next);
    return next;
  };

  return {
    get: known.get,
    subscribe: known.subscribe,
    load: async (self) => {
      const [nodes, players] = await Promise.all([reader.readNodes(), reader.readOthers()]);
      const { world, block } = known.get();
      // Events that came meanwhile are newer than what was read.
      known.set({ world: { nodes: { ...nodes, ...world.nodes }, players: { ...players, ...world.players } }, block });
      if (self) await readSelf(self);
    },
    readSelf,
    hear: (block, self) => {
      const { world } = known.get();
      if (block.game.length === 0) return;
      const change = readGameEvents(block.game, config.deployment.hourglass);
      known.set({ world: applyWorldChange(world, change, self), block: block.number });
    },
  };
}
