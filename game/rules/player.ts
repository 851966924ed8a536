import { directions, neighbour } from "./island";
import type { Digs, Outcome, Pack, Player, Scene, Tide, Tile, World } from "./types";

export const emptyPack: Pack = {
  goods: {},
  tools: [],
  soldTide: 0,
  sold: {},
  layers: 0,
  relicValue: 0,
  spent: 0,
  room: 0,
};

export const emptyDigs: Digs = {
  tide: 0,
  dug: {},
  done: 0,
  marks: 0,
  begun: 0,
  errands: 0,
  relics: 0,
  eight: false,
  third: false,
  ruins: 0,
  posts: 0,
};

/** A player who has played nothing yet. */
export const newcomer: Player = {
  run: undefined,
  pack: emptyPack,
  digs: emptyDigs,
  nodes: {},
  profile: { number: 0, lastDay: 0, achievements: 0, vault: 0n, sand: 0n, relics: [0, 0, 0, 0, 0, 0] },
};

export const emptyWorld: World = { players: {}, days: {}, rooms: {} };

/** The acting player. */
export function readSelf({ world, self }: Scene): Player {
  return world.players[self] ?? newcomer;
}

export function withPlayer(world: World, id: string, player: Player): World {
  return { ...world, players: { ...world.players, [id]: player } };
}

/** The action was played: sets the new state of the player. */
export function played({ world, self }: Scene, player: Player): Outcome {
  return { ok: true, world: withPlayer(world, self, player) };
}

/** Tiles that the player can gather or dig on: their own, then north, east, south, west. */
export function readReach(tile: Tile): readonly Tile[] {
  return [tile, ...directions.map((direction) => neighbour(tile, direction))];
}

/** What was dug and delivered in a tide: in another tide nothing yet. */
export function digsOf(digs: Digs, tide: Tide): Digs {
  return digs.tide === tide ? digs : { ...digs, tide, dug: {}, done: 0, marks: 0, begun: 0 };
}
