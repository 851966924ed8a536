import { clockAt, readLength } from "../../game/rules/clock";
import { readErrands } from "../../game/rules/errands";
import { growthOf } from "../../game/rules/ground";
import { biomeAt, directions, readIsland, SEA, TILES } from "../../game/rules/island";
import { readItem } from "../../game/rules/lookup";
import { tagOf } from "../../game/rules/nodes";
import { parts, tools } from "../../game/rules/numbers";
import { regionOf, tileOfPlace } from "../../game/rules/places";
import { callingIds, lengthIds, modes, placeIds, purses } from "../../game/rules/plan";
import { emptyWorld, newcomer } from "../../game/rules/player";
import { dayOf } from "../../game/rules/seeds";
import { readSites } from "../../game/rules/sites";
import type {
  Digs,
  Draw,
  ItemId,
  Length,
  Pack,
  Player,
  Room,
  Run,
  Seconds,
  Tide,
  Tile,
  World,
} from "../../game/rules/types";
import { capacityOf, materials } from "../../game/rules/weigh";
import type { Random } from "./random";

// Somebody in the middle of a game: what the rules allow, and what a short sequence would not reach from nothing.

const UNIT = 10n ** 18n;
const bits = (count: number, random: Random) => (random.below(3) === 0 ? 0 : random.below(2 ** count));
const long = (random: Random) => (BigInt(random.below(2 ** 32)) << 32n) | BigInt(random.below(2 ** 32));

/** A player and what everybody shares, at a time and a block. */
export function randomWorld(
  self: string,
  seeds: readonly number[],
  now: Seconds,
  block: number,
  random: Random,
): World {
  const run = random.below(8) === 0 ? undefined : randomRun(random.pick(seeds), now, block, random);
  const rooms = Array.from({ length: random.pick([0, 1, 2, 2]) }, () => randomRoom(seeds, now, block, random));
  const day = dayOf(now);
  const player = randomPlayer(run, now, day, rooms.length, random);
  return {
    ...emptyWorld,
    players: { [self]: player },
    days: { [day]: randomDraw(seeds, block, random) },
    rooms: Object.fromEntries(rooms.map((room, index) => [index + 1, room])),
  };
}

function randomPlayer(run: Run | undefined, now: Seconds, day: number, rooms: number, random: Random): Player {
  const number = run ? run.number : random.below(9);
  const profile = {
    number,
    lastDay: random.pick([0, 0, day, day + 1]),
    achievements: bits(16, random),
    vault: BigInt(random.below(60)) * UNIT,
    sand: BigInt(random.below(3) * random.below(100)) * UNIT,
    relics: newcomer.profile.relics.map(() => random.below(3)),
  };
  if (!run) return { ...newcomer, profile };
  const tide = clockAt(run.length, now - run.endsAt + readLength(run.length).seconds).tide;
  const nodes = Object.fromEntries(
    [run.tile >> 7, (run.tile >> 7) + 1].map((index) => {
      const tag = random.pick([tagOf(number, tide), tagOf(number, 0), tagOf(number - 1, tide)]);
      return [index, { tag: Math.max(0, tag), tiles: (long(random) << 64n) | long(random) }];
    }),
  );
  const pack = randomPack(run, tide, run.mode === 2 ? 1 + random.below(rooms + 1) : 0, random);
  return { run, pack, digs: randomDigs(run, tide, random), nodes: random.below(4) > 0 ? {} : nodes, profile };
}

/** Seconds since the start at which something begins or ends, one before and one after, and any other. */
function randomTime(length: Length, random: Random): Seconds {
  const { seconds } = readLength(length);
  const turns = [0, 1 / 12, 1 / 4, 1 / 3, 5 / 12, 7 / 12, 2 / 3, 3 / 4, 5 / 6, 11 / 12, 1];
  const turn = Math.floor(seconds * random.pick(turns)) + random.pick([-6, -5, -1, -1, 0, 0, 1]);
  // Late hours are asked for more often: most happens at night.
  const t = random.pick([turn, turn, random.below(seconds), Math.floor(seconds * 0.84) + random.below(seconds * 0.16)]);
  return Math.max(0, t);
}

function randomRun(seed: number, now: Seconds, block: number, random: Random): Run {
  const length = random.pick(lengthIds);
  const t = randomTime(length, random);
  const { tide, phase } = clockAt(length, t);
  const worn = [0, 1, 2].map((slot) => (random.below(3) === 0 ? 0 : random.pick(inSlot(slot))));
  if (random.below(2) === 0) worn[0] = 19;
  const tile = randomTile(seed, length, tide, random);
  const steps = phase === "night" && random.below(2) === 0 ? 1 + random.below(120) : 0;
  const nightBlock = block - random.pick([0, 0, 1, 2, 30, 255, 256, 257, 400]);
  const spare = random.pick([-400, -24, 0, 20, 60, 84, 89, 90, 91, 100, 140]);
  return {
    ...{ tile, facing: random.pick(directions), length, mode: random.pick([0, 0, ...modes]) },
    ...{ calling: random.pick(callingIds), purse: random.pick([...purses, 2] as const), oil: random.below(2) === 0 },
    ...{ rations: random.pick([0, 0, 1, 2, 3, 3]), fell: random.below(2) === 0, worn, number: 1 + random.below(9) },
    ...{ used: Math.max(0, 2 * t + spare), points: random.pick([0, 100, 1500, 5200, 6100, 14_000, 16_000, 65_530]) },
    ...{ nightSteps: steps, nightBlock: steps === 0 ? 0 : nightBlock % 2 ** 20 },
    ...{ nightLit: steps > 0 && random.below(2) === 0, endsAt: now - t + readLength(length).seconds, seed },
    regions: random.pick([0n, long(random), long(random) | long(random)]) | (1n << BigInt(regionOf(tile))),
  };
}

function inSlot(slot: number): readonly ItemId[] {
  return tools.filter((tool) => readItem(tool)?.slot === slot);
}

function randomPack(run: Run, tide: Tide, room: number, random: Random): Pack {
  const capacity = capacityOf(run);
  const layers = random.pick([0, 0, 1, 3, 5]);
  let free = Math.max(0, capacity - 3 * layers - random.pick([0, 0, 1, 2, 3, 20, 30]));
  const goods: Record<ItemId, number> = {};
  const put = (item: ItemId, most: number) => {
    const units = Math.min(free, random.below(most + 1));
    goods[item] = (goods[item] ?? 0) + units;
    free -= units;
  };
  const kinds = random.pick([[], materials, materials, [...materials, ...parts], [1, 2, 3, 4, 5]]);
  for (const item of kinds) put(item, random.pick([2, 4, 14]));
  if (random.below(2) === 0) put(random.pick([1, 2, 3, 4, 5]), 50);
  return {
    goods,
    tools: tools.filter((tool) => run.worn.includes(tool) || random.below(5) === 0),
    soldTide: random.pick([tide, tide, 0]),
    sold: Object.fromEntries(materials.map((item) => [item, random.pick([0, 0, 3, 9, 30, 120, 127])])),
    layers,
    relicValue: layers * random.below(150),
    spent: random.pick([0, 0, 0, 0, 20, 50, 100]),
    room,
  };
}

function randomDigs(run: Run, tide: Tide, random: Random): Digs {
  const sites = readSites(run.seed, tide);
  const dug = Object.fromEntries(sites.flatMap((site) => (site ? [[site.region, random.below(site.layers + 1)]] : [])));
  const most = readLength(run.length).errands + (run.calling === 3 ? 1 : 0);
  const all = 2 ** run.length - 1;
  const surveys = [0, 1].map(() => random.pick([0, 0, bits(3, random)]) & all);
  // A survey is done when all its marks are.
  const surveyed = surveys.reduce((done, marks, index) => (marks === all ? done | (4 << index) : done), 0);
  return {
    tide: random.pick([tide, tide, tide, 0]),
    dug: random.below(3) === 0 ? {} : dug,
    done: surveyed | random.pick([0, 0, 1, 2, 16, 32]),
    marks: surveys.reduce((marks, done, index) => marks | (done << (3 * index)), 0),
    begun: random.below(most + 1),
    errands: random.pick([0, 2, 3 * most, 3 * most - 1]),
    relics: bits(6, random),
    eight: random.below(2) === 0,
    third: random.below(2) === 0,
    ruins: random.pick([15, 14, bits(4, random)]),
    posts: random.pick([15, 7, bits(4, random)]),
  };
}

/** Where something can be done, or anywhere on land. */
function randomTile(seed: number, length: Length, tide: Tide, random: Random): Tile {
  const near = (tile: Tile) => tile + random.pick([0, 0, 1, -1, 64, -64]);
  const errands = readErrands(seed, length, tide).flatMap((errand) => {
    if (errand?.kind === "survey") return errand.marks;
    if (errand?.kind === "vigil") return [errand.mark];
    return errand?.kind === "recover" ? [near(errand.site.tile)] : [];
  });
  const sites = readSites(seed, tide).flatMap((site) => (site ? [near(site.tile)] : []));
  const nodes = Array.from({ length: 30 }, () => random.below(TILES)).filter((tile) => growthOf(seed, tile) !== 0);
  const atPlace = tileOfPlace(random.pick(placeIds)) + (random.below(7) - 3) * 64 + random.below(7) - 3;
  for (let attempt = 0; attempt < 50; attempt++) {
    const tile = random.pick([atPlace, atPlace, near(atPlace), random.pick([...errands, atPlace]), random.pick(sites)]);
    const other = random.below(4) === 0 ? near(random.pick([...nodes, tile])) : tile;
    if (biomeAt(readIsland(BigInt(seed)), other) !== SEA) return other;
  }
  return tileOfPlace(0);
}

function randomDraw(seeds: readonly number[], block: number, random: Random): Draw {
  const named = block - random.pick([-2, -1, 0, 1, 249, 250, 251, 300]);
  return random.pick([
    { block: 0, seed: undefined },
    { block: named, seed: undefined },
    { block: named, seed: random.pick(seeds) },
  ]);
}

function randomRoom(seeds: readonly number[], now: Seconds, block: number, random: Random): Room {
  const length = random.pick(lengthIds);
  const startsAt = now - random.pick([-60, -1, 0, 1, 20, readLength(length).seconds - 1, readLength(length).seconds]);
  const draw = startsAt > now ? { block: 0, seed: undefined } : randomDraw(seeds, block, random);
  return { ...draw, startsAt, length };
}
