/** Something that is done once for all who ask for it at the same time. */
export type Once<Value> = (key: string, run: () => Promise<Value>) => Promise<Value>;

/**
 * Runs a thing once for each key: who asks while it runs, or shortly after it went well, gets the same result. What
 * failed is tried again by whoever asks next.
 * @param keptMs How long a result counts.
 * @param nowMs Clock.
 * @returns See {@link Once}.
 */
export function createOnce<Value>(keptMs: number, nowMs = Date.now): Once<Value> {
  const running = new Map<string, { result: Promise<Value>; doneMs?: number }>();
  const forgetOld = () => {
    for (const [key, { doneMs }] of running) {
      if (doneMs !== undefined && nowMs() - doneMs > keptMs) running.delete(key);
    }
  };
  return (key, run) => {
    forgetOld();
    const known = running.get(key);
    if (known) return known.result;
    const entry: { result: Promise<Value>; doneMs?: number } = { result: run() };
    running.set(key, entry);
    entry.result.then(
      () => {
        entry.doneMs = nowMs();
      },
      () => running.delete(key),
    );
    return entry.result;
  };
}
