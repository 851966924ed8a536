import type { Owner } from "@hourglass/session/core";
import { CancelledError, createContractOwner, isContractOwner, openDeviceOwner, within } from "@hourglass/session/core";
import { type Passkey, readPasskey } from "@hourglass/session/passkey";
import type { Address } from "viem";
import { type AnyDoor, type PlayerIdentity, readIdentity } from "../account";
import type { Context } from "../context";
import type { WalletLink } from "../ports";
import type { AskedLink, Door, PasskeyChoice } from "../views";
import { createLinkedOwner } from "./linkedOwner";
import { WAITS } from "./waits";

/**
 * Identifies the player for the chosen way in, and finds the account.
 * @param context One world.
 * @param wallet Reaches the wallet of this page.
 * @param door The chosen way in.
 * @param signal Aborts when the player gave up.
 * @param show Shows link and code while an owner on another device is asked.
 * @returns The player.
 * @throws SessionError with a text for the player.
 */
export async function openDoor(
  context: Context,
  wallet: WalletLink,
  door: AnyDoor,
  signal: AbortSignal,
  show: (asked: AskedLink) => void,
): Promise<PlayerIdentity> {
  if (door.kind === "secured") return door.identity;
  if (door.kind === "link") {
    const words = "The code for requests could not be loaded. Check your connection and try again.";
    const { openByLink } = await within(WAITS.codeMs, words, () => import("../link/openByLink"), signal);
    return openByLink(context, show, signal);
  }
  const owner = await openOwner(context, wallet, door, signal);
  return findAccount(context, owner, signal);
}

/** The account of an owner, from the chain. */
export function findAccount(context: Context, owner: Owner, signal: AbortSignal): Promise<PlayerIdentity> {
  const { rpc, config } = context;
  const ask = async () => readIdentity(rpc, config.deployment, await asContract(rpc, owner));
  return within(WAITS.chainMs, "The blockchain is not responding. Try again in a moment.", ask, signal);
}

/** A wallet whose address is a contract signs by its signers, and may take its time. */
async function asContract(client: Context["rpc"], owner: Owner): Promise<Owner> {
  const isDone = owner.kind !== "wallet" || owner.isContract || !(await isContractOwner(client, owner.signer));
  if (isDone) return owner;
  return createContractOwner({ client, address: owner.signer, sign: owner.signTypedData });
}

/** Asks passkey, wallet or key store for the owner. */
export async function openOwner(
  context: Context,
  wallet: WalletLink,
  door: Exclude<Door, { kind: "link" }>,
  signal: AbortSignal,
): Promise<Owner> {
  switch (door.kind) {
    case "guest":
      return openGuest(context, signal);
    case "passkey":
      return openPasskey(context, door.which, signal);
    case "wallet": {
      const words = "The wallet did not answer. Open it and look for a request, or choose another way in.";
      const address: Address = await within(WAITS.walletMs, words, () => door.ask(signal), signal);
      const ask = () => asContract(context.rpc, createLinkedOwner(wallet, address));
      return within(WAITS.chainMs, "The blockchain is not responding. Try again in a moment.", ask, signal);
    }
  }
}

/** The device key of this browser. */
export function openGuest({ config, readKeyStore }: Context, signal: AbortSignal): Promise<Owner> {
  const open = async () => openDeviceOwner(await readKeyStore(), config.deployment.p256Verifier);
  return within(WAITS.keyMs, "This browser did not make a key in time. Reload the page and try again.", open, signal);
}

/** A passkey: the one that this browser remembers, a new one, or one created in another browser. */
export async function openPasskey(context: Context, which: PasskeyChoice, signal: AbortSignal): Promise<Owner> {
  const { config, readKeyStore } = context;
  const keyStore = await readKeyStore();
  // The curve's code is loaded only for passkeys.
  const load = () => import("@hourglass/session/passkey");
  const words = "The code for passkeys could not be loaded. Check your connection and try again.";
  const { createPasskey, createPasskeyOwner, findPasskey } = await within(WAITS.codeMs, words, load, signal);
  const ask = async (): Promise<Passkey> => {
    if (which === "other") return findPasskey(keyStore, signal);
    const remembered = which === "remembered" ? await readPasskey(keyStore) : undefined;
    return remembered ?? createPasskey(keyStore, "Hourglass", signal);
  };
  const silence = "Your device did not answer. Try again, or choose another way in.";
  const passkey = await within(WAITS.passkeyMs, silence, ask, signal);
  if (signal.aborted) throw new CancelledError();
  return createPasskeyOwner(passkey, config.deployment.webAuthnVerifier);
}
