import { readLength } from "./clock";
import { biomeOf, isFree } from "./ground";
import { mix } from "./island";
import { memoise } from "./memoise";
import { callings, perks, pursePercent, reward, tidePercent } from "./numbers";
import { stepsFromCamp, tileOfPlace } from "./places";
import { readSites, type Site } from "./sites";
import type { ItemId, Length, Place, Run, Tide, Tile } from "./types";

// The six offers of a tide, the same for everybody on an island.

export const OFFERS = 6;
const SALT_ERRANDS = 0xc0ffee;
/** How many tiles are drawn for a mark or a site before there is none. */
const TRIES = 8;
/** Marks are at least this many steps from the camp. */
const NEAREST_MARK = 9;

export type Errand =
  | { kind: "supply"; item: ItemId; amount: number; post: Place; base: number }
  | { kind: "survey"; marks: readonly Tile[]; bases: readonly number[] }
  | { kind: "vigil"; mark: Tile; base: number }
  | { kind: "recover"; site: Site; base: number };

const errandsOf = memoise((key) => {
  const length = (Math.floor(key / 4) % 4) as Length;
  return findErrands(Math.floor(key / 16), length, (key % 4) as Tide);
});

/** The offers of a tide, by number; undefined: no such offer. */
export function readErrands(seed: number, length: Length, tide: Tide): readonly (Errand | undefined)[] {
  return errandsOf(16 * seed + 4 * length + tide);
}

/** How many errands count in each tide. */
export function errandsPerTide({ length, calling }: Pick<Run, "length" | "calling">): number {
  return readLength(length).errands + (calling === 3 ? perks.courierErrands : 0);
}

/** Points of an errand that pays `base` hundredths, claimed in a tide. */
export function rewardOf(run: Run, tide: Tide, base: number): number {
  const calling = callings[run.calling - 1]?.errands ?? 100;
  return Math.floor((base * calling * tidePercent[tide] * pursePercent[run.purse]) / 100 ** 4);
}

function findErrands(seed: number, length: Length, tide: Tide): readonly (Errand | undefined)[] {
  return Array.from({ length: OFFERS }, (_, offer) => {
    const draw = (i: number) => mix(seed ^ (SALT_ERRANDS + 1024 * tide + 128 * offer + i));
    if (offer < 2) return findSupply(draw, length);
    if (offer < 4) return findSurvey(draw, seed, length);
    if (offer === 4) return tide === 2 ? findVigil(draw, seed, length) : undefined;
    return findRecovery(draw, seed, tide);
  });
}

type Draw = (i: number) => number;

function findSupply(draw: Draw, length: Length): Errand {
  const roll = draw(127);
  const item = 1 + (roll % 5);
  const amount = 4 + 2 * length + (item <= 2 ? 4 : 0);
  const base = reward.supply + reward.supplyUnit * amount;
  return { kind: "supply", item, amount, post: (1 + ((roll >>> 8) & 3)) as Place, base };
}

function findSurvey(draw: Draw, seed: number, length: Length): Errand {
  const marks = Array.from({ length }, (_, mark) => findMark(draw, mark, seed, length));
  const each = Math.floor(reward.survey / length);
  return { kind: "survey", marks, bases: marks.map((mark) => each + reward.surveyTile * stepsFromCamp(mark)) };
}

function findVigil(draw: Draw, seed: number, length: Length): Errand {
  const mark = findMark(draw, 0, seed, length);
  return { kind: "vigil", mark, base: reward.vigil + reward.vigilTile * stepsFromCamp(mark) };
}

function findRecovery(draw: Draw, seed: number, tide: Tide): Errand | undefined {
  const sites = readSites(seed, tide);
  for (let i = 0; i < TRIES; i++) {
    const site = sites[draw(i) & 63];
    if (!site || site.layers < 2 || !isFree(biomeOf(seed, site.tile))) continue;
    return { kind: "recover", site, base: reward.recover + reward.recoverTile * stepsFromCamp(site.tile) };
  }
  return undefined;
}

function findMark(draw: Draw, mark: number, seed: number, length: Length): Tile {
  const { markLimit } = readLength(length);
  for (let i = 0; i < TRIES; i++) {
    const tile = draw(16 * mark + i) & 4095;
    const steps = stepsFromCamp(tile);
    if (steps >= NEAREST_MARK && steps <= markLimit && isFree(biomeOf(seed, tile))) return tile;
  }
  return tileOfPlace((1 + (draw(16 * mark + 15) & 3)) as Place);
}
