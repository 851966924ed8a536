import type { Lock } from "../lane/laneTypes.ts";

/**
 * Lock across the tabs of a browser (Web Locks API): one sends, the others follow, and one of them takes over when the
 * sender's tab closes or dies. A browser that blocks all site data also refuses its locks: then the lock covers this page only.
 * @param locks `navigator.locks`.
 * @returns The lock for a lane.
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
 * Lock within one page or process, for tests and for browsers without Web Locks (there only the nonce separates two
 * tabs: the slower one resyncs).
 * @returns The lock for a lane.
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
    // An abort ends the wait. What runs already ends by itself, and is waited for.
    await orAborted(turn, signal);
    if (hasBegun) await turn;
  };
}

/** A lock that is kept between its uses. */
export type KeptLock = {
  lock: Lock;
  /** Releases it for another tab. */
  release: () => void;
};

/**
 * Keeps a lock between the lanes of one page, so that no other tab takes over while a session is renewed.
 * Another name releases the previous one.
 * @param outer The lock across tabs.
 * @returns The lock for lanes, one after the other, and its release.
 */
export function createKeptLock(outer: Lock): KeptLock {
  const inner = createLocalLock();
  let held: { name: string; gained: Promise<void>; letGo: AbortController } | undefined;

  const hold = (name: string) => {
    const letGo = new AbortController();
    const gained = new Promise<void>((resolve, reject) => {
      const keep = async () => {
        resolve();
        await orAborted(new Promise<never>(() => {}), letGo.signal);
      };
      outer(name, letGo.signal, keep).catch(reject);
    });
    // Whoever waits is told; if nobody does, nothing is lost.
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
      await orAborted(held.gained, signal);
      if (!signal.aborted) await inner(name, signal, run);
    },
  };
}

/** Waits for a promise or an abort, and leaves no listener behind: the signal may outlive many waits. */
async function orAborted(promise: Promise<void>, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  let end = () => {};
  const aborted = new Promise<void>((resolve) => {
    end = resolve;
    signal.addEventListener("abort", end);
  });
  try {
    await Promise.race([promise, aborted]);
  } finally {
    signal.removeEventListener("abort", end);
  }
}
