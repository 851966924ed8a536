import { toUnavailableOrRefused } from "@hourglass/session/core";
import type { Hash } from "viem";
import { createStore } from "zustand/vanilla";
import type { BlockEvent } from "@/app/_api/events";
import { emptyWorld } from "@/game/rules/player";
import { dayOf } from "@/game/rules/seeds";
import type { Draws } from "@/game/rules/types";
import type { Context } from "./context";
import { createDraws } from "./draws";
import { applyWorldChange, readGameEvents, type WorldView } from "./gameEvents";
import type { Others } from "./playPort";
import { existing, type Heard, readNewRoom, readRooms } from "./rooms";

/** The own player, days and rooms; others; and the newest block that all this fully includes. */
export type WorldAt = WorldView & {
  block: bigint;
  /** Counts how often everything was read again: a world with a higher count replaces, even if its block is older. */
  generation: number;
};

/** The world on chain, as far as this page knows it. */
export type ConfirmedWorld = {
  get: () => WorldAt;
  /** Calls the listener after each change. Returns a function that unsubscribes. */
  subscribe: (listener: () => void) => () => void;
  /** Number of the newest block that was heard of. */
  head: () => bigint;
  /** What the hashes of earlier blocks decide, as far as this page heard them. */
  draws: Draws;
  /**
   * Reads the day, others, the rooms that were asked for, and the player if there is one, and replaces everything that was
   * known: what a reorganisation removed is then gone. Rejects with UnavailableError when the chain does not answer.
   */
  load: (self: string | undefined) => Promise<void>;
  /** Reads the player again, at a block or now. Rejects when the chain does not answer. */
  readSelf: (self: string, block?: bigint) => Promise<WorldAt>;
  /** Reads a room, for who was invited to it. Rejects when the chain does not answer. */
  readRoom: (room: number) => Promise<void>;
  /** Applies what a block changed for everybody. */
  hear: (block: BlockEvent, self: string | undefined) => void;
};

/** How many blocks back a chain knows a hash. */
const REMEMBERED = 256;

/** Creates the confirmed world, empty until it is loaded. */
export function createConfirmedWorld({ reader, config, clock }: Context): ConfirmedWorld {
  const known = createStore<WorldAt>(() => ({ world: emptyWorld, others: {}, block: 0n, generation: 0 }));
  let head = 0n;
  /** Hashes of the newest blocks, by number. */
  const hashes = new Map<number, Hash>();
  const draws = createDraws(
    (number) => (number < Number(head) - REMEMBERED ? "gone" : hashes.get(number)),
    config.deployment.hourglass,
  );
  /** The block of the player's last reading: an older answer changes nothing. */
  let selfBlock = 0n;
  /** Readings of everything, in the order in which they began; one that ends after a later one is dropped. */
  let begun = 0;
  let applied = 0;
  /** Changes received while everything is being read: they may be newer than the result, and are harmless otherwise. */
  const hearing = new Set<Heard>();

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
    const players = player ? { [self]: player } : now.world.players;
    known.setState({ world: { ...now.world, players }, block: now.block > asked ? now.block : asked });
    return known.getState();
  };

  const load = async (self: string | undefined): Promise<void> => {
    const heard: Heard = [];
    const turn = ++begun;
    hearing.add(heard);
    try {
      const block = await reader.readHead();
      const today = dayOf(clock.now());
      const [day, others, player, read] = await Promise.all([
        reader.readDay(today),
        reader.readOthers(),
        self ? reader.readPlayer(self as `0x${string}`) : undefined,
        readRooms(reader, Object.keys(known.getState().world.rooms).map(Number)),
      ]);
      if (turn < applied) return;
      applied = turn;
      // One that was asked for meanwhile was read meanwhile.
      const rooms = existing({ ...known.getState().world.rooms, ...read });
      let view: WorldView = {
        world: { players: self && player ? { [self]: player } : {}, days: { [today]: day }, rooms },
        others: without(others, self),
      };
      for (const { change } of heard) view = applyWorldChange(view, change, self);
      head = block > head ? block : head;
      selfBlock = block;
      const newest = heard.at(-1)?.block ?? block;
      known.setState(({ generation }) => ({
        ...view,
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
    head: () => head,
    draws,
    load,
    readSelf,
    readRoom: async (number) => {
      const rooms = await readNewRoom(reader, hearing, number);
      known.setState(({ world }) => ({ world: { ...world, rooms: { ...world.rooms, ...rooms } } }));
    },
    hear: (block, self) => {
      head = block.number;
      hashes.set(Number(head), block.hash);
      hashes.delete(Number(head) - 2 * REMEMBERED);
      if (block.game.length === 0) return;
      const change = readGameEvents(block.game, config.deployment.hourglass);
      for (const heard of hearing) heard.push({ change, block: block.number });
      known.setState((now) => ({ ...applyWorldChange(now, change, self), block: block.number }));
    },
  };
}

function without(others: Others, self = ""): Others {
  const { [self]: _, ...rest } = others;
  return rest;
}
