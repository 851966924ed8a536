import type { Lock } from "./laneTypes";

/**
 * Lock across the tabs of a browser (Web Locks API): one sends, the others follow, and one of them takes over when the
 * sender's tab closes or dies. A browser that blocks all site data refuses its locks as well: then the lock is the page's own.
 * @param locks `navigator.locks`.
 * @returns The lock that a lane takes.
 */
export function createWebLock(locks: Pick<LockManager, "request">): Lock {
  const own = createLocalLock();
  return async (name, signal, run) => {
    let hasBegun = false;
    const begin = () => {
      hasBegun = true;
      return run();
    };
    try {
      await locks.request(name, { signal }, begin);
    } catch (error) {
      if (hasBegun || signal.aborted) throw error;
      await own(name, signal, run);
    }
  };
}

/**
 * Lock within one page or process, for tests and for browsers without Web Locks (there two tabs are told apart by the
 * nonce alone: the slower one resyncs).
 * @returns The lock that a lane takes.
 */
export function createLocalLock(): Lock {
  const tails = new Map<string, Promise<void>>();
  return async (name, signal, run) => {
    const before = tails.get(name) ?? Promise.resolve();
    let hasBegun = false;
    const turn = before.then(() => {
      if (signal.aborted) return;
      hasBegun = true;
      return run();
    });
    tails.set(
      name,
      turn.catch(() => undefined),
    );
    // An abort ends the waiting. What runs already ends by itself, and is waited for.
    const aborted = new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve(), { once: true }));
    await Promise.race([turn, aborted.then(() => (hasBegun ? turn : undefined))]);
  };
}
