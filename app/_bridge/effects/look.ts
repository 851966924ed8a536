import { CancelledError } from "@/session/deadline";
import { hasDeviceOwner } from "@/session/deviceOwner";
import { SessionKitError } from "@/session/errors";
import type { Owner } from "@/session/owner";
import { readPasskey } from "@/session/passkey";
import type { PlayerIdentity } from "../account";
import type { Context } from "../context";
import { readMemory } from "../memory";
import type { WalletLink } from "../ports";
import { createLinkedOwner } from "./linkedOwner";
import { findAccount, openGuest, openPasskey } from "./openDoor";

const RETRY_MS = 1_000;

/**
 * Who played here last comes in again without being asked, also while the chain is away for a moment and the wallet is locked.
 * @param context One world.
 * @param storage Where this browser remembers.
 * @param wallet Reaches the wallet of this page.
 * @param signal Aborts when somebody chose another way in.
 * @returns Who plays; undefined: nobody is remembered.
 */
export async function lookForPlayer(
  context: Context,
  storage: Storage | undefined,
  wallet: WalletLink,
  signal: AbortSignal,
): Promise<PlayerIdentity | undefined> {
  const owner = await readSilently(context, storage, wallet, signal);
  if (!owner) return undefined;
  return insistOn(() => findAccount(context, owner, signal), signal);
}

async function readSilently(
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
      throw new SessionKitError(
        "This browser's storage does not answer, so your guest account cannot be opened now. Reload the page to try again.",
      );
    }
    throw new SessionKitError(
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
 * @param ask Rejects with an error of the kit while it does not.
 * @param signal Ends it.
 * @throws CancelledError when the signal aborts; whatever else `ask` rejects with.
 */
export async function insistOn<T>(ask: () => Promise<T>, signal: AbortSignal): Promise<T> {
  for (;;) {
    if (signal.aborted) throw new CancelledError();
    try {
      return await ask();
    } catch (error) {
      // Also a node that refuses to answer is one that cannot serve now. A defect of ours is neither.
      if (error instanceof CancelledError || !(error instanceof SessionKitError)) throw error;
    }
    await pause(RETRY_MS, signal);
  }
}

function pause(delayMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const finish = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", finish);
      resolve();
    };
    const timer = setTimeout(finish, delayMs);
    signal.addEventListener("abort", finish);
  });
}
