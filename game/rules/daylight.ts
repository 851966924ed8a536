import { readClock, readLength } from "./clock";
import type { Length, Run, Seconds } from "./types";

/** Light by the share of an expedition that has passed: dusk begins after two thirds, the night of a long one after five sixths. */
const longDay = [
  [0, 0.2],
  [2 / 3, 0.72],
  [5 / 6, 0.93],
  [0.88, 1],
  [1, 1],
] as const;
/** A Dash has no night. */
const shortDay = [
  [0, 0.2],
  [2 / 3, 0.72],
  [1, 0.95],
] as const;

/** Time of day on the island, from dawn (0) to nightfall (1). Without an expedition it is afternoon. */
export function daylightOf(run: Run | undefined, nowSeconds: Seconds): number {
  return run ? daylightAt(run.length, readClock(run, nowSeconds).t) : 0.62;
}

/** The same, some seconds after the start of an expedition of a length. */
export function daylightAt(length: Length, t: Seconds): number {
  const passed = t / readLength(length).seconds;
  const hours = length === 1 ? shortDay : longDay;
  const next = hours.findIndex(([at]) => at >= passed);
  const [from, to] = [hours[next - 1], hours[next]];
  if (!from || !to) return passed <= 0 ? 0.2 : 1;
  return from[1] + ((passed - from[0]) / (to[0] - from[0])) * (to[1] - from[1]);
}
