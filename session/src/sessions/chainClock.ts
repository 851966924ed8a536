/** Chain clock, estimated from this machine's clock and the timestamps of new blocks. */
export type ChainClock = {
  /** Unix seconds with fractions. */
  now: () => number;
  /** Call when a block with this timestamp has just arrived. */
  hear: (timestampSeconds: number) => void;
  /** How far the chain is ahead of this machine, in milliseconds. */
  offsetMs: () => number;
  /** Whether a chain time was ever received: this machine's clock alone may be hours off. */
  isSet: () => boolean;
};

/** If it is off by more than this, the clock is corrected at once; otherwise it is kept. */
const TOLERANCE_MS = 1_500;

/**
 * Creates the clock. A block's timestamp is in whole seconds and arrives late by network and block time, so a difference
 * within the tolerance is noise and the offset stays the same: the displayed time must not jump.
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
