/** Chain clock, estimated from this machine's clock and the timestamps of new blocks. */
export type ChainClock = {
  /** Unix seconds with fractions. */
  now: () => number;
  /** A block with this timestamp was heard of just now. */
  hear: (timestampSeconds: number) => void;
  offsetMs: () => number;
  /** Whether the chain's time was heard at all: this machine's clock alone may be hours off. */
  isSet: () => boolean;
};

/** More than this far off, the clock is set at once instead of being kept. */
const TOLERANCE_MS = 1_500;

/**
 * Creates the clock. A block's timestamp is whole seconds and arrives late by network and block time, so a difference
 * within the tolerance is noise and the offset stays as it is: the time shown must not jump.
 * @param nowMs This machine's clock.
 */
export function createChainClock(nowMs: () => number = Date.now): ChainClock {
  let offsetMs = 0;
  let isSet = false;
  return {
    isSet: () => isSet,
    now: () => (nowMs() + offsetMs) / 1000,
    hear: (timestampSeconds) => {
      isSet = true;
      const differenceMs = timestampSeconds * 1000 - (nowMs() + offsetMs);
      if (Math.abs(differenceMs) > TOLERANCE_MS) offsetMs += differenceMs;
    },
    offsetMs: () => offsetMs,
  };
}
