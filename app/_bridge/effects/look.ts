import type { Owner } from "@hourglass/session/core";
import { CancelledError, hasDeviceOwner, SessionError } from "@hourglass/session/core";
import { readPasskey } from "@hourglass/session/passkey";
import type { PlayerIdentity } from "../account";
import type { Context } from "../context";
import { findLinked } from "../link/linkedIdentity";
import { readLinkedAccount, readMemory } from "../memory";
import type { WalletLink } from "../ports";
import { createLinkedOwner } from "./linkedOwner";
import { findAccount, openGuest, openPasskey } from "./openDoor";
import { pause } from "./pause";

const RETRY_MS = 1_000;

/**
 * The last player here comes in again without a question, even while the chain is briefly down and the wallet is locked.
 * @param context One world.
 * @param storage Where this browser remembers.
 * @param wallet Reaches the wallet of this page.
 * @param signal Aborts when the player chose another way in.
 * @returns The player; undefined if nobody is remembered.
 */
export async function lookForPlayer(
  context: Context,
  storage: Storage | undefined,
  wallet: WalletLink,
  signal: AbortSignal,
): Promise<PlayerIdentity | undefined> {
  const linked = readLinkedAccount(storage, context.config.worldId);
  if (linked) return findLinked(context, linked);
  const owner = await readRememberedOwner(context, storage, wallet, signal);
  if (!owner) return undefined;
  return insistOn(() => findAccount(context, owner, signal), signal);
}

/**
 * Who played here last, without a question and without the chain.
 * @returns Undefined if nobody is remembered.
 * @throws SessionError with a text for the player if their key is no longer here.
 */
export async function readRememberedOwner(
  context: Context,
  storage: Storage | undefined,
  wallet: WalletLink,
  signal: AbortSignal,
): Promise<Owner | undefined> {
  const known = readMemory(storage);
  if (known?.worldId !== context.config.worldId) return undefined;
  if (known.owner === "guest") {
    const keyStore = await context.readKeyStore();
    if (await hasDeviceOwner(keyStore)) return openGuest(context, signal);
    if (keyStore.kind === "memory") {
      throw new SessionError(
        "This browser's storage does not answer, so your guest account cannot be opened now. Reload the page to try again.",
      );
    }
    throw new SessionError(
      "This browser no longer has the key of your guest account, so it cannot open that account. You can start a new one.",
    );
  }
  if (known.owner === "wallet" && known.wallet) return createLinkedOwner(wallet, known.wallet);
  if (known.owner !== "passkey") return undefined;
  const isKnown = (await readPasskey(await context.readKeyStore())) !== undefined;
  return isKnown ? openPasskey(context, "remembered", signal) : undefined;
}

/**
 * Asks the chain until it answers.
 * @param ask Rejects with an error of the kit while the chain does not answer.
 * @param signal Stops it.
 * @throws CancelledError when the signal aborts; any other error of `ask`.
 */
export async function insistOn<T>(ask: () => Promise<T>, signal: AbortSignal): Promise<T> {
  for (;;) {
    if (signal.aborted) throw new CancelledError();
    try {
      return await ask();
    } catch (error) {
      // A node that refuses to answer also counts as down. Our own bugs do not.
      if (error instanceof CancelledError || !(error instanceof SessionError)) throw error;
    }
    await pause(RETRY_MS, signal);
  }
}
