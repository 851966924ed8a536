import { CancelledError, type ChainClock, playUntil, WaitEndedError } from "@hourglass/session/core";
import { pause } from "../effects/pause";

const LOOK_MS = 1_000;

/** What the player reads when the signers were too slow. */
export const TOO_LATE =
  "The hour was over before enough signers approved. Nothing was granted. Ask again, and choose a later hour.";

/**
 * Waits until an hour cannot be played any more. By the chain's clock, second by second: a laptop sleeps, and its own clock may be wrong.
 * @param window The grant's.
 * @throws WaitEndedError then; CancelledError when the signal aborts.
 */
export async function untilOver(
  window: Parameters<typeof playUntil>[0],
  clock: Pick<ChainClock, "now">,
  signal: AbortSignal,
): Promise<never> {
  while (clock.now() < playUntil(window)) {
    await pause(LOOK_MS, signal);
    if (signal.aborted) throw new CancelledError();
  }
  throw new WaitEndedError(TOO_LATE);
}
