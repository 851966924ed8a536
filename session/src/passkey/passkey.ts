import { type Hex, isHex, size } from "viem";

import type { KeyStore } from "../store/keyStore.ts";

/** Name under which the public half is stored. One per browser profile and world. */
const RECORD = "passkey";

/** What a browser must store about a passkey: its id and its public key, x || y. Nothing of it is secret. */
export type Passkey = { id: string; publicKey: Hex };

/**
 * The passkey that this browser has stored.
 * @param keyStore Where it is stored.
 * @returns The passkey; undefined if there is none, or if the record was not written by the kit.
 */
export async function readPasskey(keyStore: KeyStore): Promise<Passkey | undefined> {
  const value = await keyStore.read(RECORD);
  if (typeof value !== "object" || value === null || !("id" in value) || !("publicKey" in value)) return undefined;
  const { id, publicKey } = value;
  return typeof id === "string" && isHex(publicKey) && size(publicKey) === 64 ? { id, publicKey } : undefined;
}

/**
 * Stores a passkey in place of the previous one.
 * @param keyStore Where to store it.
 * @param passkey The passkey.
 * @returns The same passkey.
 */
export async function writePasskey(keyStore: KeyStore, passkey: Passkey): Promise<Passkey> {
  await keyStore.write(RECORD, passkey);
  return passkey;
}
