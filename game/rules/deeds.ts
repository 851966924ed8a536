import { errandsPerTide } from "./errands";
import type { Moment } from "./moment";
import { resultOf } from "./points";

const FINAL_SECONDS = 5;
const REGIONS = 40;
/** All four bits, of ruins or of posts. */
const ALL_FOUR = 15;

/** What an expedition that ends well has achieved: bits of the profile. */
export function deedsOf({ player, run, phase, scene }: Moment, points: number): number {
  const { digs } = player;
  const result = resultOf(run, points);
  const deeds: readonly boolean[] = [
    true,
    run.endsAt - Math.floor(scene.nowSeconds) <= FINAL_SECONDS,
    run.purse === 0,
    digs.eight,
    digs.third,
    digs.ruins === ALL_FOUR,
    digs.posts === ALL_FOUR,
    phase === "night" && !run.fell,
    digs.errands === 3 * errandsPerTide(run),
    countBits(run.regions) >= REGIONS,
  ];
  const first = deeds.length + 2 * (run.length - 1);
  const byResult = (result >= 100 ? 1 << first : 0) | (result >= 120 ? 2 << first : 0);
  return deeds.reduce((bits, isDone, bit) => (isDone ? bits | (1 << bit) : bits), byResult);
}

/** How many regions are explored. */
export function countBits(bits: bigint): number {
  let count = 0;
  for (let rest = bits; rest !== 0n; rest &= rest - 1n) count++;
  return count;
}
