/** Reads until it succeeds. */
export type InsistentRead = {
  /** Reads now, or once more after the current read. Resolves when that read has ended, successfully or not. */
  ask: () => Promise<void>;
  dispose: () => void;
};

const FIRST_MS = 1_000;
const LONGEST_MS = 10_000;

/**
 * A read that must succeed in the end: without it, a chain that does not answer, or a rate limit,
 * would leave the page with outdated data.
 * @param read Rejects when it did not succeed.
 * @returns Retries by itself after a failure, with growing delays, at random moments: many tabs must not ask at once.
 */
export function createInsistentRead(read: () => Promise<void>): InsistentRead {
  let reading: Promise<void> | undefined;
  let isAskedAgain = false;
  let failures = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isDisposed = false;

  const run = async (): Promise<void> => {
    clearTimeout(timer);
    do {
      isAskedAgain = false;
      try {
        await read();
        failures = 0;
      } catch {
        const delayMs = Math.min(FIRST_MS * 2 ** failures++, LONGEST_MS) * (0.5 + Math.random() / 2);
        clearTimeout(timer);
        if (!isDisposed) timer = setTimeout(() => void ask(), delayMs);
      }
    } while (isAskedAgain && failures === 0 && !isDisposed);
  };
  const ask = (): Promise<void> => {
    if (reading) {
      isAskedAgain = true;
      return reading;
    }
    reading = run().finally(() => {
      reading = undefined;
    });
    return reading;
  };

  return {
    ask,
    dispose: () => {
      isDisposed = true;
      clearTimeout(timer);
    },
  };
}
