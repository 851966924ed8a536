import { type Hex, isHex, size } from "viem";

import type { KeyStore } from "./keyStore";

/** Name under which the public half is kept. One per browser profile and world. */
const RECORD = "passkey";

/** What a browser must remember of a passkey: which one, and its public key, x || y. Nothing of it is secret. */
export type Passkey = { id: string; publicKey: Hex };

/**
 * The passkey that this browser remembers.
 * @param keyStore Where it was written.
 * @returns The passkey, or undefined when there is none or when what is there was not written by the kit.
 */
export async function readPasskey(keyStore: KeyStore): Promise<Passkey | undefined> {
  const value = await keyStore.read(RECORD);
  if (typeof value !== "object" || value === null || !("id" in value) || !("publicKey" in value)) return undefined;
  const { id, publicKey } = value;
  return typeof id === "string" && isHex(publicKey) && size(publicKey) === 64 ? { id, publicKey } : undefined;
}

/**
 * Remembers a passkey, in place of the one before.
 * @param keyStore Where to.
 * @param passkey The passkey.
 * @returns The same.
 */
export async function writePasskey(keyStore: KeyStore, passkey: Passkey): Promise<Passkey> {
  await keyStore.write(RECORD, passkey);
  return passkey;
}
