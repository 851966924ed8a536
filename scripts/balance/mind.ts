import type { Clock } from "../../game/rules/clock";
import { errandsPerTide, readErrands } from "../../game/rules/errands";
import { type Ground, isOpen, readGround, readOpen, stepGrains } from "../../game/rules/ground";
import { SHALLOWS, TILES } from "../../game/rules/island";
import { costs, falls, grains, stepCost } from "../../game/rules/numbers";
import type { ItemId, Player, Run, Tide, Tile } from "../../game/rules/types";
import { wears } from "../../game/rules/weigh";
import { act, type Body, clockOf, playerOf, spareGrains, walk } from "./body";
import { FAR, flood, nearest, readWay, type Steps, tilesAtPlaces } from "./ground";
import { drawNormal } from "./random";

const LANTERN = 16;
/** Ways that cost more are looked for only to go home. */
const FARTHEST = 130;

/** What a planner knows beside the state of the game. */
export type Mind = {
  body: Body;
  ground: Ground;
  /** How wrong the way home is judged: 1 is right. */
  error: number;
  tide: Tide | undefined;
  /** 1 for each tile of this tide that gave what it had, or cannot be reached. */
  done: Uint8Array;
  /** Offers of this tide that are wanted. */
  offers: readonly number[];
  crafts: readonly ItemId[];
  /** Points per grain, as they came lately. */
  rate: number;
  isHomeward: boolean;
  /** Ways from where the player stands, up to so many grains, and from everywhere to each camp. */
  ways: Int32Array;
  waysFor: string;
  waysMost: number;
  homes: readonly Int32Array[];
  /** What was worn when `homes` was written. */
  homesFor: string;
};

/** A moment of choice. */
export type Now = Clock & { player: Player; run: Run; tile: Tile; spare: number; left: number; steps: Steps };

export function createMind(body: Body): Mind {
  const { pace, crafts } = body.strategy;
  return {
    ...{
      body,
      crafts,
      ground: readGround(body.seed),
      error: Math.exp(pace.error * drawNormal(body.random)) * pace.bias,
    },
    ...{ tide: undefined, done: new Uint8Array(TILES), offers: [], rate: 0.12, isHomeward: false },
    ...{
      ways: new Int32Array(TILES),
      waysFor: "",
      waysMost: 0,
      homes: tilesAtPlaces.map(() => new Int32Array(TILES)),
      homesFor: "",
    },
  };
}

/** Looks around: what is where in this tide, and what the ways home cost. */
export function look(mind: Mind): Now {
  const { body, ground } = mind;
  const player = playerOf(body);
  const { run } = player;
  const clock = clockOf(body);
  if (clock.tide !== mind.tide) {
    mind.tide = clock.tide;
    mind.done.fill(0);
    mind.offers = chooseOffers(mind, run, clock.tide);
  }
  if (mind.homesFor !== run.worn.join()) {
    mind.homesFor = run.worn.join();
    // Whoever plans for high tide is not cut off by it.
    const steps = readSteps(run, false);
    for (const [place, ways] of mind.homes.entries()) flood(ground, tilesAtPlaces[place] ?? [], steps, true, FAR, ways);
  }
  const left = body.length.seconds - body.t;
  return { ...clock, player, run, tile: run.tile, spare: spareGrains(body), left, steps: readSteps(run, clock.isLow) };
}

function readSteps({ worn }: Run, isLow: boolean): Steps {
  const open = readOpen(worn, isLow);
  const cost = stepCost.map((_, biome) => stepGrains(open, SHALLOWS, biome) ?? 0);
  return { cost, wades: !isOpen(open, SHALLOWS) };
}

/** The errands that pay most. */
function chooseOffers({ body }: Mind, run: Run, tide: Tide): readonly number[] {
  if (body.strategy.errand === 0) return [];
  const pays = readErrands(body.seed, run.length, tide).map((errand) =>
    !errand ? 0 : errand.kind === "survey" ? errand.bases.reduce((sum, base) => sum + base, 0) : errand.base,
  );
  const wanted = [...pays.keys()].filter((offer) => (pays[offer] ?? 0) > 0);
  return wanted.sort((a, b) => (pays[b] ?? 0) - (pays[a] ?? 0)).slice(0, errandsPerTide(run));
}

/** Grains that it takes to spend `cost` and then to walk a way of `home`: with falls, errors and what is kept spare. */
export function fearedGrains({ body, error }: Mind, { run }: Now, cost: number, home: number): number {
  const { length, strategy, t } = body;
  const inNight = length.id === 1 ? 0 : cost + home - grains.perSecond * ((5 / 6) * length.seconds - t);
  const steps = Math.max(0, Math.min(home, inNight)) / 1.35;
  const odds = (run.oil || wears(run, LANTERN) ? falls.oddsLit : falls.odds) / 256;
  const fallen = falls.grains * (steps * odds + strategy.nerve * Math.sqrt(steps * odds));
  return (cost + home + fallen) * error * (1 + strategy.slack) + costs.bank;
}

/** Seconds until grains have fallen for it, and what is kept spare. */
export function fearedSeconds(mind: Mind, now: Now, cost: number, home: number): number {
  const { marginSeconds, pace } = mind.body.strategy;
  const grainSeconds = (fearedGrains(mind, now, cost, home) - now.spare) / grains.perSecond;
  return Math.max(0.8 * home * pace.stepSeconds, grainSeconds) + marginSeconds + pace.thinkSeconds;
}

/** Looks for ways from where the player stands, up to so many grains. */
export function lookForWays(mind: Mind, { tile, steps }: Now, most = FARTHEST): void {
  const key = [tile, ...steps.cost].join();
  if (key === mind.waysFor && most <= mind.waysMost) return;
  flood(mind.ground, [tile], steps, false, most, mind.ways);
  mind.waysFor = key;
  mind.waysMost = most;
}

/** Walks to the nearest of some tiles. */
export function walkTo(mind: Mind, tiles: readonly Tile[]): boolean {
  const now = look(mind);
  lookForWays(mind, now);
  if (mind.ways[nearest(tiles, mind.ways)] === FAR) lookForWays(mind, now, FAR);
  const way = readWay(mind.ground, now.steps, mind.ways, nearest(tiles, mind.ways));
  return way !== undefined && walk(mind.body, way);
}

/** Puts on what an action needs. */
export function wear(mind: Mind, item: ItemId): boolean {
  const { body } = mind;
  return wears(playerOf(body).run, item) || act(body, { type: "equip", item }, body.strategy.pace.actSeconds);
}
