import { createStore } from "zustand/vanilla";
import type { BlockEvent } from "@/app/_api/events";
import type { World } from "@/game/rules/types";
import { toUnavailableOrRefused } from "@/session/decodeFailure";
import type { Context } from "./context";
import { applyWorldChange, readGameEvents, type WorldChange } from "./gameEvents";

/** A world, and a block that it holds all of. */
export type WorldAt = {
  world: World;
  block: bigint;
  /** Counts how often everything was read anew: a world of a higher one replaces, also when its block is older. */
  generation: number;
};

/** The world as the chain has it, as far as this page has heard. */
export type ConfirmedWorld = {
  get: () => WorldAt;
  /** Called after each change. Returns its own undo. */
  subscribe: (listener: () => void) => () => void;
  /**
   * Reads nodes, others, and the player when there is one, and puts them in place of all that was known: what a
   * reorganisation took back is gone then. Rejects with UnavailableError when the chain does not answer.
   */
  load: (self: string | undefined) => Promise<void>;
  /** Reads the player anew, as of a block or now. Rejects when the chain does not answer. */
  readSelf: (self: string, block?: bigint) => Promise<WorldAt>;
  /** Folds in what a block changed for everybody. */
  hear: (block: BlockEvent, self: string | undefined) => void;
};

/** Creates the confirmed world, empty until it is loaded. */
export function createConfirmedWorld({ reader, config }: Context): ConfirmedWorld {
  const known = createStore<WorldAt>(() => ({ world: { players: {}, nodes: {} }, block: 0n, generation: 0 }));
  /** What was heard while everything is read: it may be newer than what is read, and is the same where it is not. */
  /** The block of the last reading of the player: an answer that is older changes nothing. */
  let selfBlock = 0n;
  /** Readings of everything, in the order in which they began; one that ends after a later one is dropped. */
  let begun = 0;
  let applied = 0;
  const hearing = new Set<{ change: WorldChange; block: bigint }[]>();

  const readSelf = async (self: string, block?: bigint): Promise<WorldAt> => {
    // What is read now is at least as new as the newest block that was heard of before asking.
    const { block: heard, generation } = known.getState();
    const player = await reader.readPlayer(self as `0x${string}`, block);
    const now = known.getState();
    // Everything was read anew meanwhile: this answer may be of a chain that is gone, and that reading may be older than
    // the block that was asked for.
    if (now.generation !== generation) return readSelf(self, block);
    const asked = block ?? heard;
    if (asked < selfBlock) return now;
    selfBlock = asked;
    const { [self]: _, ...others } = now.world.players;
    const players = player ? { ...others, [self]: player } : now.world.players;
    known.setState({ world: { nodes: now.world.nodes, players }, block: now.block > asked ? now.block : asked });
    return known.getState();
  };

  const load = async (self: string | undefined): Promise<void> => {
    const heard: { change: WorldChange; block: bigint }[] = [];
    const turn = ++begun;
    hearing.add(heard);
    try {
      const block = await reader.readHead();
      const [nodes, others, player] = await Promise.all([
        reader.readNodes(),
        reader.readOthers(),
        self ? reader.readPlayer(self as `0x${string}`) : undefined,
      ]);
      if (turn < applied) return;
      applied = turn;
      const { [self ?? ""]: _, ...players } = others;
      let world: World = { nodes, players: self && player ? { ...players, [self]: player } : players };
      for (const { change } of heard) world = applyWorldChange(world, change, self);
      selfBlock = block;
      const newest = heard.at(-1)?.block ?? block;
      known.setState(({ generation }) => ({
        world,
        block: newest > block ? newest : block,
        generation: generation + 1,
      }));
    } catch (error) {
      throw toUnavailableOrRefused("rpc", error);
    } finally {
      hearing.delete(heard);
    }
  };

  return {
    get: known.getState,
    subscribe: known.subscribe,
    load,
    readSelf,
    hear: (block, self) => {
      if (block.game.length === 0) return;
      const change = readGameEvents(block.game, config.deployment.hourglass);
      for (const heard of hearing) heard.push({ change, block: block.number });
      known.setState(({ world }) => ({ world: applyWorldChange(world, change, self), block: block.number }));
    },
  };
}
