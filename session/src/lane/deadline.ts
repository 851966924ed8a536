import { SessionError } from "../errors/errors.ts";

/** Somebody did not answer in time. A later answer is ignored. */
export class WaitEndedError extends SessionError {
  override readonly name = "WaitEndedError";
}

/** The answer is no longer wanted: the player left, chose another way, or pressed Cancel. */
export class CancelledError extends SessionError {
  override readonly name = "CancelledError";
  constructor() {
    super("Cancelled.");
  }
}

/**
 * Waits for an answer, up to a time limit.
 * @param waitMs How long.
 * @param words The message to the player when the time is over.
 * @param ask Starts the work. It may go on afterwards: a wallet's window stays open, and its answer is dropped.
 * @param signal Ends the wait earlier.
 * @returns The answer.
 * @throws WaitEndedError when the time is over, CancelledError when the signal aborts; otherwise whatever `ask` rejects with.
 */
export async function within<T>(
  waitMs: number,
  words: string,
  ask: () => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  if (signal?.aborted) throw new CancelledError();
  let finish = () => {};
  const ended = new Promise<never>((_, reject) => {
    const timer = setTimeout(() => reject(new WaitEndedError(words)), waitMs);
    const cancel = () => reject(new CancelledError());
    signal?.addEventListener("abort", cancel, { once: true });
    finish = () => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", cancel);
    };
  });
  try {
    return await Promise.race([ask(), ended]);
  } finally {
    finish();
  }
}
