import { type LengthRow, lengths } from "./numbers";
import type { Length, Phase, Run, Seconds, Tide } from "./types";

// Everything in an expedition is a function of the seconds since its start, so everybody's day is the same.

export type Clock = {
  /** Whole seconds since the start. */
  t: Seconds;
  tide: Tide;
  /** Shallows are open. */
  isLow: boolean;
  phase: Phase;
};

export function readLength(length: Length): LengthRow {
  const row = lengths[length - 1];
  if (!row) throw new RangeError(`There is no length ${length}.`);
  return row;
}

export function startedAt({ length, endsAt }: Pick<Run, "length" | "endsAt">): Seconds {
  return endsAt - readLength(length).seconds;
}

export function isOver(run: Run, nowSeconds: Seconds): boolean {
  return nowSeconds >= run.endsAt;
}

/** A predicted clock may be behind the block of the start; the contract's never is. */
export function readClock(run: Run, nowSeconds: Seconds): Clock {
  return clockAt(run.length, Math.max(0, Math.floor(nowSeconds) - startedAt(run)));
}

/** What time it is in an expedition, by the seconds since its start. */
export function clockAt(length: Length, t: Seconds): Clock {
  const { seconds } = readLength(length);
  const tideSeconds = seconds / 3;
  const tide = t < tideSeconds ? 0 : t < 2 * tideSeconds ? 1 : 2;
  const inTide = t - tide * tideSeconds;
  const isLow = 4 * inTide >= tideSeconds && 4 * inTide < 3 * tideSeconds;
  return { t, tide, isLow, phase: phaseAt(length, seconds, t) };
}

function phaseAt(length: Length, seconds: Seconds, t: Seconds): Phase {
  if (3 * t < 2 * seconds) return "day";
  // A Dash has no night.
  return length !== 1 && 6 * t >= 5 * seconds ? "night" : "dusk";
}
