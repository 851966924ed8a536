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

/** A lock that is kept between its uses. */
export type KeptLock = {
  lock: Lock;
  /** Lets another tab have it. */
  release: () => void;
};

/**
 * Keeps a lock between the lanes of one page: while a session is renewed no other tab takes the place of the one that
 * plays. Another name lets go of the one before.
 * @param outer The lock across tabs.
 * @returns The lock that lanes take, one after the other, and its release.
 */
export function createKeptLock(outer: Lock): KeptLock {
  const inner = createLocalLock();
  let held: { name: string; gained: Promise<void>; letGo: AbortController } | undefined;

  const hold = (name: string) => {
    const letGo = new AbortController();
    const gained = new Promise<void>((resolve, reject) => {
      const keep = async () => {
        resolve();
        await aborted(letGo.signal);
      };
      outer(name, letGo.signal, keep).catch(reject);
    });
    // Whoever waits hears of it; when nobody does, nothing is lost.
    gained.catch(() => undefined);
    return { name, gained, letGo };
  };
  const release = () => {
    held?.letGo.abort();
    held = undefined;
  };

  return {
    release,
    lock: async (name, signal, run) => {
      if (held?.name !== name) {
        release();
        held = hold(name);
      }
      await Promise.race([held.gained, aborted(signal)]);
      if (!signal.aborted) await inner(name, signal, run);
    },
  };
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener("abort", () => resolve(), { once: true });
  });
}
