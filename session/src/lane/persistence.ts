import { UnavailableError } from "../errors/errors.ts";
import type { Clock } from "./clock.ts";
import type { LaneSnapshot } from "./laneTypes.ts";

/** Thrown inside a lane when it is stopped; never leaves the lane. */
export class Stopped extends Error {}

const FIRST_DELAY_MS = 500;
const LONGEST_DELAY_MS = 10_000;

/** Retries until there is an answer. */
export type Persistence = {
  /** Runs a request until it succeeds or is refused; throws Stopped if the lane is. */
  insist: <T>(request: () => Promise<T>) => Promise<T>;
  /** Waits, unless woken or stopped. */
  pause: (delayMs: number) => Promise<void>;
  /** Ends the current pause. */
  wake: () => void;
};

/**
 * Back-off that reports which service is down.
 * @param clock Time.
 * @param signal Aborted when the lane stops.
 * @param onDown Called with the service that does not answer, and with undefined once it answers again.
 * @returns See {@link Persistence}.
 */
export function createPersistence(
  clock: Clock,
  signal: AbortSignal,
  onDown: (down: LaneSnapshot<unknown>["down"]) => void,
): Persistence {
  let end: (() => void) | undefined;

  const pause = async (delayMs: number) => {
    if (signal.aborted) throw new Stopped();
    await new Promise<void>((resolve) => {
      const cancel = clock.after(delayMs, resolve);
      end = () => {
        cancel();
        resolve();
      };
      signal.addEventListener("abort", end, { once: true });
    });
    if (end) signal.removeEventListener("abort", end);
    end = undefined;
    if (signal.aborted) throw new Stopped();
  };

  const insist = async <T>(request: () => Promise<T>): Promise<T> => {
    for (let attempt = 0; ; attempt++) {
      try {
        const answer = await request();
        onDown(undefined);
        return answer;
      } catch (error) {
        if (!(error instanceof UnavailableError)) {
          onDown(undefined);
          throw error;
        }
        // Half fixed, half random: a room full of players must not come back in the same instant.
        const delayMs = Math.min(FIRST_DELAY_MS * 2 ** attempt, LONGEST_DELAY_MS) * (0.5 + Math.random() / 2);
        const { part, reason } = error;
        onDown({ part, retryAtMs: clock.nowMs() + delayMs, ...(reason && { reason }) });
        await pause(delayMs);
      }
    }
  };

  return { insist, pause, wake: () => end?.() };
}
