import { type Clock, systemClock } from "../../lane/clock.ts";

/** This machine's clock, which can be moved forward. */
export type MovedClock = Clock & {
  aheadMs: () => number;
  /** Moves it forward; timers that are due by then fire. */
  move: (ms: number) => void;
};

/** Creates the clock. */
export function createMovedClock(): MovedClock {
  let aheadMs = 0;
  const timers = new Set<{ dueMs: number; fire: () => void }>();
  const nowMs = () => systemClock.nowMs() + aheadMs;
  return {
    nowMs,
    aheadMs: () => aheadMs,
    after: (delayMs, act) => {
      const cancel = systemClock.after(delayMs, () => timer.fire());
      const undo = () => {
        cancel();
        timers.delete(timer);
      };
      const timer = {
        dueMs: nowMs() + delayMs,
        fire: () => {
          undo();
          act();
        },
      };
      timers.add(timer);
      return undo;
    },
    move: (ms) => {
      aheadMs += ms;
      const due = [...timers].filter(({ dueMs }) => dueMs <= nowMs()).sort((a, b) => a.dueMs - b.dueMs);
      for (const { fire } of due) fire();
    },
  };
}
