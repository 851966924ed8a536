/** Time, injected so that tests control it. */
export type Clock = {
  /** Unix milliseconds. */
  nowMs: () => number;
  /** Calls back once after a time. Returns a function that cancels it. */
  after: (delayMs: number, act: () => void) => () => void;
};

/** The system clock. */
export const systemClock: Clock = {
  nowMs: () => Date.now(),
  after: (delayMs, act) => {
    const timer = setTimeout(act, delayMs);
    return () => clearTimeout(timer);
  },
};
