import { keccak256, toHex } from "viem";
import { createDraws } from "../../app/_bridge/draws.ts";
import type { Action } from "../../game/rules/actions";
import { applyAction } from "../../game/rules/apply";
import { type Clock, clockAt, readLength } from "../../game/rules/clock";
import { available } from "../../game/rules/grains";
import { directions } from "../../game/rules/island";
import { priceLoad } from "../../game/rules/load";
import { freeTools, type LengthRow } from "../../game/rules/numbers";
import { emptyWorld } from "../../game/rules/player";
import type { Draws, Length, Plan, Player, Run, Tile, World } from "../../game/rules/types";
import { createRandom } from "./random";
import type { Strategy } from "./strategies";

/** A chain that is slower than the local one: what the rules cost a player who waits for blocks is in the numbers. */
const BLOCK_SECONDS = 2;
const START = 1_800_000_000;
const FIRST_BLOCK = 5_000_000;
/** Steps of a path: what a hand walks while the last operation is in flight. */
const STEPS = 8;
const SELF = "0x00000000000000000000000000000000000000a1";
const GAME = "0x00000000000000000000000000000000000000c3";
const OTHER = "0x00000000000000000000000000000000000000b2";

/** Somebody on an expedition, with a clock of their own: the rules hear of each action in the block after it. */
export type Body = {
  strategy: Strategy;
  length: LengthRow;
  seed: number;
  random: () => number;
  draws: Draws;
  world: World;
  /** Seconds since the start. */
  t: number;
  /** When the network is lost; undefined: never again. */
  lossAt: number | undefined;
  /** Another account in the world, which does everything first. */
  isHindered: boolean;
  /** Points found in each sixtieth of the expedition. */
  found: number[];
};

const PARTS = 60;
/** Actions whose points are found in them; new regions are not counted, which are there once. */
const FINDS: ReadonlySet<Action["type"]> = new Set(["gather", "unearth", "claim"]);

export function startBody(strategy: Strategy, id: Length, seed: number, luck: number, isHindered: boolean): Body {
  const random = createRandom(luck);
  const length = readLength(id);
  const isLossy = random() < strategy.pace.lossOdds;
  const body: Body = {
    ...{ strategy, length, seed, random, isHindered, world: emptyWorld, t: -BLOCK_SECONDS },
    draws: createDraws((block) => hashOf(luck, block), GAME),
    lossAt: isLossy ? random() * length.seconds : undefined,
    found: Array.from({ length: PARTS }, () => 0),
  };
  const { calling, purse, start } = strategy;
  const tool = freeTools.indexOf(strategy.tool);
  const plan: Plan = { mode: 1, length: id, calling, tool, purse, start, of: seed };
  if (!act(body, { type: "embark", plan }, 0)) throw new Error(`The rules refuse the plan ${JSON.stringify(plan)}.`);
  body.t = 0;
  return body;
}

/** Hashes that a chain could have had. */
const hashOf = (luck: number, block: number) => keccak256(toHex(luck * 2 ** 24 + block, { size: 32 }));

export function playerOf({ world }: Body): Player & { run: Run } {
  const player = world.players[SELF];
  if (!player?.run) throw new Error("Nobody is on an expedition.");
  return { ...player, run: player.run };
}

export const clockOf = (body: Body): Clock => clockAt(body.length.id, Math.floor(body.t));
export const isOver = ({ t, length }: Body) => t >= length.seconds;
export const spareGrains = (body: Body) => available(playerOf(body).run, Math.floor(body.t));

/**
 * Plays an action by the rules, `seconds` after the last one. Who is short of grains waits for them, and who must wait for a
 * block does.
 * @returns Whether it was played; else the rules refuse it, or the expedition is over.
 */
export function act(body: Body, action: Action, seconds: number): boolean {
  pass(body, seconds);
  while (!isOver(body)) {
    const block = Math.floor(body.t / BLOCK_SECONDS) + 1;
    const moment = { nowSeconds: START + block * BLOCK_SECONDS, block: FIRST_BLOCK + block, draws: body.draws };
    if (body.isHindered) body.world = playFirst(body.world, action, moment);
    const before = worth(body);
    const outcome = applyAction({ world: body.world, self: SELF, ...moment }, action);
    if (outcome.ok) {
      body.world = outcome.world;
      if (FINDS.has(action.type)) note(body, worth(body) - before);
      return true;
    }
    if (outcome.reason !== "OutOfGrains" && outcome.reason !== "NightUnsettled") return false;
    body.t = block * BLOCK_SECONDS;
  }
  return false;
}

/** Time passes; with bad luck the network is lost in it. */
export function pass(body: Body, seconds: number): void {
  body.t += seconds;
  if (body.lossAt === undefined || body.t < body.lossAt) return;
  body.lossAt = undefined;
  body.t += Math.min(40, 0.04 * body.length.seconds + 5);
}

/** Walks tile by tile along a way. */
export function walk(body: Body, way: readonly Tile[]): boolean {
  for (let i = 0; i < way.length; i += STEPS) {
    const here = playerOf(body).run.tile;
    const tiles = way.slice(i, i + STEPS);
    const path = tiles.map((tile, index) => directionOf(tile - (tiles[index - 1] ?? here)));
    if (!act(body, { type: "move", path }, path.length * body.strategy.pace.stepSeconds)) return false;
  }
  return true;
}

const offsets = [-64, 1, 64, -1];
function directionOf(offset: number) {
  return directions[offsets.indexOf(offset)] ?? "north";
}

/** Points, and what is carried at today's price. */
function worth(body: Body): number {
  const player = body.world.players[SELF];
  return player?.run ? player.run.points + priceLoad(player.run, player.pack, clockOf(body).tide, 0) : 0;
}

function note({ found, t, length }: Body, points: number): void {
  const part = Math.min(PARTS - 1, Math.floor((t / length.seconds) * PARTS));
  found[part] = (found[part] ?? 0) + points;
}

/** The other account does the same in the same world, a moment before: takes each node, digs each site, claims each errand. */
function playFirst(world: World, action: Action, moment: { nowSeconds: number; block: number; draws: Draws }): World {
  const outcome = applyAction({ world, self: OTHER, ...moment }, action);
  return outcome.ok ? outcome.world : world;
}
