/**
 * Waits, or until the signal aborts.
 * @param delayMs How long.
 * @param signal Ends the waiting early.
 */
export function pause(delayMs: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const finish = () => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", finish);
      resolve();
    };
    const timer = setTimeout(finish, delayMs);
    signal?.addEventListener("abort", finish);
    if (signal?.aborted) finish();
  });
}
