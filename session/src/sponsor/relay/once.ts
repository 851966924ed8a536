/** Something that is done once for everybody who asks at the same time. */
export type Once<Value> = (key: string, run: () => Promise<Value>) => Promise<Value>;

/**
 * Runs something once for each key: callers while it runs, or shortly after it succeeded, get the same result. After
 * a failure the next caller tries again.
 * @param keptMs How long a result is kept.
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
