import type { Clock } from "../laneTypes";

/** Timers longer than this wait for `jump`: they guard against what a test does not mean to happen. */
const PATIENCE_MS = 60_000;

/**
 * A clock on which waiting takes no time: whenever nothing else is left to do, it goes to the next timer.
 * @param startMs First reading.
 * @returns The clock; `jump` goes to the next timer, however far it is.
 */
export function createFakeClock(startMs = 1_800_000_000_000): Clock & { jump: () => void } {
  let nowMs = startMs;
  const timers = new Set<{ dueMs: number; act: () => void }>();

  const fireNext = () => {
    const [next] = [...timers].sort((a, b) => a.dueMs - b.dueMs);
    if (!next) return;
    timers.delete(next);
    nowMs = Math.max(nowMs, next.dueMs);
    next.act();
  };

  return {
    nowMs: () => nowMs,
    after: (delayMs, act) => {
      const timer = { dueMs: nowMs + delayMs, act };
      timers.add(timer);
      if (delayMs > PATIENCE_MS) return () => void timers.delete(timer);
      // Two turns of the event loop: signing happens outside of it and must win against a timer.
      setImmediate(() => setImmediate(fireNext));
      return () => void timers.delete(timer);
    },
    jump: fireNext,
  };
}
