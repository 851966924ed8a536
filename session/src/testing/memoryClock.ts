import type { Clock } from "../lane/clock.ts";

/** A clock that stands still until it is moved. */
export type MemoryClock = Clock & {
  /**
   * Goes to the next timer and fires it.
   * @param untilMs Not a timer that is due later. Default: no limit.
   * @returns Whether there was one.
   */
  fireNext: (untilMs?: number) => boolean;
  /** Goes to a time; earlier timers are fired first, by {@link fireNext}. Never goes back. */
  moveTo: (ms: number) => void;
};

/**
 * Creates the clock.
 * @param startMs First reading, Unix milliseconds.
 */
export function createMemoryClock(startMs: number): MemoryClock {
  let nowMs = startMs;
  const timers = new Set<{ dueMs: number; act: () => void }>();
  const moveTo = (ms: number) => {
    nowMs = Math.max(nowMs, ms);
  };
  return {
    nowMs: () => nowMs,
    after: (delayMs, act) => {
      const timer = { dueMs: nowMs + delayMs, act };
      timers.add(timer);
      return () => void timers.delete(timer);
    },
    fireNext: (untilMs = Number.POSITIVE_INFINITY) => {
      const [next] = [...timers].sort((a, b) => a.dueMs - b.dueMs);
      if (!next || next.dueMs > untilMs) return false;
      timers.delete(next);
      moveTo(next.dueMs);
      next.act();
      return true;
    },
    moveTo,
  };
}
