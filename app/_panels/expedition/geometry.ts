import type { Compass } from "@/app/_bridge/expedition/views";

export const MOST_GRAINS = 90;
const TIDES = 3;
/** The middle half of a tide. */
export const LOW_TIDE = { from: 0.25, to: 0.75 } as const;

const within = (share: number) => Math.min(1, Math.max(0, share));

/**
 * The stroke of a ring that is filled in part, from the top.
 * @param share How much of it, 0 to 1.
 * @param radius In the units of the drawing.
 * @returns `strokeDasharray`: the filled length, and the rest.
 */
export function ringDash(share: number, radius: number): string {
  const around = 2 * Math.PI * radius;
  const filled = around * within(share);
  return `${filled.toFixed(2)} ${(around - filled).toFixed(2)}`;
}

/**
 * How much of each of the three tides has passed.
 * @param index The tide that runs, from 0.
 * @param passed How much of it, 0 to 1.
 */
export function tideShares(index: number, passed: number): readonly number[] {
  return Array.from({ length: TIDES }, (_, tide) => (tide < index ? 1 : tide > index ? 0 : within(passed)));
}

/** Clockwise degrees from north. */
export const degrees: Record<Compass, number> = {
  ...{ north: 0, northEast: 45, east: 90, southEast: 135, south: 180, southWest: 225, west: 270, northWest: 315 },
};
