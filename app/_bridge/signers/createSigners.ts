import { playUntil, within } from "@hourglass/session/core";
import type { PlayerIdentity } from "../account";
import { WAITS } from "../effects/waits";
import type { Session } from "../session";
import type { GrantBySignersParts } from "./grantBySigners";
import type { Begin } from "./views";
import { deleteWaiting, readWaiting } from "./waiting";

/** Grants of owners that are contracts, such as a Safe. */
export type Signers = {
  /** See `grantBySigners`. */
  grant: (identity: PlayerIdentity, signal: AbortSignal) => Promise<Session>;
  /** Whether signers were asked in an earlier visit, and could still approve in time. */
  isWaiting: (identity: PlayerIdentity) => Promise<boolean>;
  /** Asks the wallet once more. */
  askAgain: () => void;
  /** Destroys the key that waits. */
  giveUp: () => void;
  chooseBegin: (begin: Begin) => void;
};

/**
 * Creates the access to owners that are contracts; most of its code is loaded when one is asked.
 * @param parts The page.
 */
export function createSigners(parts: Omit<GrantBySignersParts, "onRound">): Signers {
  const { context, store } = parts;
  /** Lives while signers are waited for. */
  let now: { identity: PlayerIdentity; again?: () => void } | undefined;
  return {
    grant: async (identity, signal) => {
      now = { identity };
      const onRound = (again: () => void) => {
        now = { identity, again };
      };
      try {
        const words =
          "The code for owners with several signers could not be loaded. Check your connection and try again.";
        const { grantBySigners } = await within(WAITS.codeMs, words, () => import("./grantBySigners"), signal);
        return await grantBySigners({ ...parts, onRound }, identity, signal);
      } finally {
        now = undefined;
      }
    },
    isWaiting: async ({ owner, account }) => {
      if (!owner.isContract) return false;
      const kept = await readWaiting(await context.readKeyStore(), account);
      if (!kept) return false;
      if (playUntil(kept.grant) > context.clock.now()) return true;
      await deleteWaiting(await context.readKeyStore(), account);
      return false;
    },
    askAgain: () => now?.again?.(),
    giveUp: () => {
      const account = now?.identity.account;
      if (account) void context.readKeyStore().then((keys) => deleteWaiting(keys, account));
    },
    chooseBegin: (chosen) => store.setState({ begin: chosen }),
  };
}
