import type { Address, Hex } from "viem";
import { slice } from "viem";

import { createP256KeyPair, readSignerBytes, type Subtle, signDigest } from "./p256.ts";

/** Signs the operations of a session. Any ERC-7913 signer works; `createSessionKey` makes the default one. */
export type SessionSigner = {
  /** ERC-7913 signer bytes, as the grant names them. */
  signer: Hex;
  /** The key as operations carry it: without the verifier's address if that is the module's own, see `travellingKey`. */
  key: Hex;
  /** Signs a 32-byte digest in the form that the signer's verifier accepts. */
  sign: (digest: Hex) => Promise<Hex>;
  /** A valid shape and length with wrong content, for gas estimation. */
  stubSignature: Hex;
};

/** A session key in this browser: the signer, and the pair to put into a key store. */
export type SessionKey = SessionSigner & { keyPair: CryptoKeyPair };

// r and s of a real signature (both in range, s low), so that verification runs completely and fails at the end.
const STUB_SIGNATURE =
  "0x8f2e5c6b7a1d4903e6f8b2c5d7a9e1f30415263748596a7b8c9dae0fb1c2d3e42a1b3c4d5e6f708192a3b4c5d6e7f80915263748596a7b8c9dae0fb1c2d3e4f5";

/**
 * Makes a new session key: P-256, WebCrypto, not extractable.
 * @param verifier Address of the P256Sha256Verifier.
 * @param subtle WebCrypto.
 * @returns The key, ready to be named in a grant and to sign.
 */
export async function createSessionKey(verifier: Address, subtle: Subtle = crypto.subtle): Promise<SessionKey> {
  return restoreSessionKey(verifier, await createP256KeyPair(subtle), subtle);
}

/**
 * Restores a session key from a key store.
 * @param verifier Address of the P256Sha256Verifier that the grant names.
 * @param keyPair The stored pair.
 * @param subtle WebCrypto.
 * @returns The same key as before.
 */
export async function restoreSessionKey(
  verifier: Address,
  keyPair: CryptoKeyPair,
  subtle: Subtle = crypto.subtle,
): Promise<SessionKey> {
  const signer = await readSignerBytes(verifier, keyPair.publicKey, subtle);
  return {
    ...{ keyPair, signer, key: slice(signer, 20) },
    sign: (digest) => signDigest(keyPair.privateKey, digest, subtle),
    stubSignature: STUB_SIGNATURE,
  };
}
