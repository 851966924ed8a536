import type { Clock } from "../src/lane/clock.ts";
import { createMemoryClock } from "../src/testing/memoryClock.ts";

/** Longer timers wait for `jump`: they guard against things that a test does not mean to happen. */
const PATIENCE_MS = 60_000;

/**
 * A clock on which waiting takes no time: when there is nothing else to do, it goes to the next timer.
 * @param startMs First reading.
 * @returns The clock; `jump` goes to the next timer, however far it is.
 */
export function createFakeClock(startMs = 1_800_000_000_000): Clock & { jump: () => void } {
  const { nowMs, after, fireNext } = createMemoryClock(startMs);
  const jump = () => void fireNext();
  return {
    ...{ nowMs, jump },
    after: (delayMs, act) => {
      const undo = after(delayMs, act);
      // Two turns of the event loop: signing happens outside it and must come before a timer.
      if (delayMs <= PATIENCE_MS) setImmediate(() => setImmediate(jump));
      return undo;
    },
  };
}
