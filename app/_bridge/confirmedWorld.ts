import { toUnavailableOrRefused } from "@hourglass/session/core";
import { createStore } from "zustand/vanilla";
import type { BlockEvent } from "@/app/_api/events";
import type { World } from "@/game/rules/types";
import type { Context } from "./context";
import { applyWorldChange, readGameEvents, type WorldChange } from "./gameEvents";

/** A world, and the newest block that it fully includes. */
export type WorldAt = {
  world: World;
  block: bigint;
  /** Counts how often everything was read again: a world with a higher count replaces, even if its block is older. */
  generation: number;
};

/** The world on chain, as far as this page knows it. */
export type ConfirmedWorld = {
  get: () => WorldAt;
  /** Calls the listener after each change. Returns a function that unsubscribes. */
  subscribe: (listener: () => void) => () => void;
  /**
   * Reads nodes, others, and the player if there is one, and replaces everything that was known: what a
   * reorganisation removed is then gone. Rejects with UnavailableError when the chain does not answer.
   */
  load: (self: string | undefined) => Promise<void>;
  /** Reads the player again, at a block or now. Rejects when the chain does not answer. */
  readSelf: (self: string, block?: bigint) => Promise<WorldAt>;
  /** Applies what a block changed for everybody. */
  hear: (block: BlockEvent, self: string | undefined) => void;
};

/** Creates the confirmed world, empty until it is loaded. */
export function createConfirmedWorld({ reader, config }: Context): ConfirmedWorld {
  const known = createStore<WorldAt>(() => ({ world: { players: {}, nodes: {} }, block: 0n, generation: 0 }));
  /** The block of the player's last reading: an older answer changes nothing. */
  let selfBlock = 0n;
  /** Readings of everything, in the order in which they began; one that ends after a later one is dropped. */
  let begun = 0;
  let applied = 0;
  /** Changes received while everything is being read: they may be newer than the result, and are harmless otherwise. */
  const hearing = new Set<{ change: WorldChange; block: bigint }[]>();

  const readSelf = async (self: string, block?: bigint): Promise<WorldAt> => {
    // What is read now is at least as new as the newest block known before the request.
    const { block: heard, generation } = known.getState();
    const player = await reader.readPlayer(self as `0x${string}`, block);
    const now = known.getState();
    // Everything was read again meanwhile: this answer may be from an abandoned chain, and that reading may be older than
    // the requested block.
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
