/** Work in progress that takes no time of the memory clock. */
export type Activity = {
  /** Counts something until it has ended. */
  during: <T>(run: () => Promise<T>) => Promise<T>;
  /** An operation is about to be signed, or was signed: that happens outside the stack. */
  beginSigning: () => void;
  endSigning: () => void;
  /** Resolves when no work is in progress: then something happens only when time passes or the test acts. */
  settle: () => Promise<void>;
};

/** This many turns of the event loop in which nothing began. */
const QUIET_TURNS = 3;
/** A signature that never came: about a second. */
const MOST_TURNS = 5_000;

/** Creates the counter. */
export function createActivity(): Activity {
  let [begun, pending, signing] = [0, 0, 0];
  return {
    during: async (run) => {
      begun++;
      pending++;
      try {
        return await run();
      } finally {
        pending--;
      }
    },
    beginSigning: () => {
      begun++;
      signing++;
    },
    endSigning: () => {
      begun++;
      signing = Math.max(0, signing - 1);
    },
    settle: async () => {
      let quiet = 0;
      for (let turn = 0; quiet < QUIET_TURNS && turn < MOST_TURNS; turn++) {
        const before = begun;
        await takeTurn();
        quiet = begun === before && pending === 0 && signing === 0 ? quiet + 1 : 0;
      }
    },
  };
}

/** One turn of the event loop, wherever there is WebCrypto; resolved promises are handled by then. */
async function takeTurn(): Promise<void> {
  await crypto.subtle.digest("SHA-256", new Uint8Array());
}
