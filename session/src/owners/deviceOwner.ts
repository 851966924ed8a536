import type { Address } from "viem";
import { hashTypedData } from "viem";
import { createP256KeyPair, readSignerBytes, type Subtle, signDigest } from "../keys/p256.ts";
import { isStoredKeyPair, type KeyStore } from "../store/keyStore.ts";
import type { Owner } from "./owner.ts";

/** Name under which the guest's key is stored. One per browser profile and world. */
const RECORD = "owner";

/**
 * Whether this browser still has the guest's key.
 * @param keyStore Where keys are stored.
 */
export async function hasDeviceOwner(keyStore: KeyStore): Promise<boolean> {
  return isStoredKeyPair(await keyStore.read(RECORD));
}

/**
 * Opens the guest owner of this browser. On the first visit it creates the key: P-256, not extractable, in the key store.
 * There is no copy anywhere else, so clearing the site's data loses the account; the page must say so.
 * @param keyStore Where keys are stored.
 * @param verifier Address of the P256Sha256Verifier.
 * @param subtle WebCrypto.
 * @returns An owner that signs without a prompt.
 */
export async function openDeviceOwner(
  keyStore: KeyStore,
  verifier: Address,
  subtle: Subtle = crypto.subtle,
): Promise<Owner> {
  const stored = await keyStore.read(RECORD);
  const keyPair = isStoredKeyPair(stored) ? stored : await createP256KeyPair(subtle);
  if (keyPair !== stored) await keyStore.write(RECORD, keyPair);
  return {
    kind: "device",
    signer: await readSignerBytes(verifier, keyPair.publicKey, subtle),
    signTypedData: (typedData) => signDigest(keyPair.privateKey, hashTypedData(typedData), subtle),
  };
}
