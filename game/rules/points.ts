import { homePercent, lengths, mostResult } from "./numbers";
import type { Place, Run } from "./types";

/** Largest value of the field in RUN. */
const MOST_POINTS = 65_535;

export function addPoints(run: Run, points: number): Run {
  return points === 0 ? run : { ...run, points: Math.min(MOST_POINTS, run.points + points) };
}

/** The points of an expedition that ends at a place. */
export function withHomeBonus(points: number, place: Place): number {
  return points + Math.floor((points * (place === 0 ? homePercent.camp : homePercent.post)) / 100);
}

/** 100 is par. */
export function resultOf({ length }: Pick<Run, "length">, points: number): number {
  const par = lengths[length - 1]?.par ?? 1;
  return Math.min(mostResult, Math.floor((100 * points) / par));
}
