import { SessionKitError } from "./errors";

/** Somebody did not answer in time. What they answer later is not listened to. */
export class WaitEndedError extends SessionKitError {
  override readonly name = "WaitEndedError";
}

/** Whoever asked wants the answer no more: they left, chose another way, or pressed Cancel. */
export class CancelledError extends SessionKitError {
  override readonly name = "CancelledError";
  constructor() {
    super("Cancelled.");
  }
}

/**
 * Waits for an answer, but not for ever.
 * @param waitMs How long.
 * @param words What to tell the player when the time is over.
 * @param ask Begins the work. It may go on afterwards: a wallet's window stays open, and its answer is dropped.
 * @param signal Ends the wait earlier.
 * @returns The answer.
 * @throws WaitEndedError when the time is over, CancelledError when the signal aborts; what `ask` rejects with otherwise.
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
