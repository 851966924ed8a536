import type { Confirmation, Confirmations } from "@hourglass/session/core";
import type { Hex } from "viem";

const LOOK_UP_MS = 3_000;
const PATIENCE_MS = 60_000;

/**
 * Listens for operations on chain: reported by the event stream, and looked up after a silence. Start before the
 * operation is sent: the answer may arrive before its hash is known.
 * @param confirmations Both ways.
 * @returns A function that waits for one operation and then stops listening, and one that stops it earlier.
 */
export function listen(confirmations: Confirmations): {
  /** Resolves with undefined when the result stays unknown for a minute, or when it is closed. */
  wait: (userOpHash: Hex) => Promise<Confirmation | undefined>;
  close: () => void;
} {
  const heard = new Map<Hex, Confirmation>();
  let settle: (() => void) | undefined;
  let isClosed = false;
  const unwatch = confirmations.watch((confirmation) => {
    heard.set(confirmation.userOpHash, confirmation);
    settle?.();
  });
  const pause = () =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, LOOK_UP_MS);
      settle = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  const close = () => {
    isClosed = true;
    unwatch();
    settle?.();
  };
  return {
    wait: async (userOpHash) => {
      const until = Date.now() + PATIENCE_MS;
      while (!isClosed && !heard.has(userOpHash) && Date.now() < until) {
        await pause();
        if (heard.has(userOpHash) || isClosed) break;
        // An outage is no answer; the next look-up may succeed.
        const found = await confirmations.lookUp(userOpHash).catch(() => undefined);
        if (found) heard.set(userOpHash, found);
      }
      close();
      return heard.get(userOpHash);
    },
    close,
  };
}
