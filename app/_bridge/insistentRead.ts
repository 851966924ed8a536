/** Reads until it succeeds. */
export type InsistentRead = {
  /** Reads now, or once more after what is being read. Resolves when that reading has ended, well or not. */
  ask: () => Promise<void>;
  dispose: () => void;
};

const FIRST_MS = 1_000;
const LONGEST_MS = 10_000;

/**
 * A reading that must succeed in the end: a chain that does not answer, or a door that holds back whoever asks too much,
 * would else leave the page with what is not true any more.
 * @param read Rejects when it did not succeed.
 * @returns Asked again by itself after a failure, later each time, at a random moment: many tabs must not ask at once.
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
