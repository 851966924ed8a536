import type { Address, Hex } from "viem";
import { bytesToHex, concat, hexToBytes, numberToHex, size, slice } from "viem";

import { InvalidInputError } from "../errors/errors.ts";

/** The part of WebCrypto that the kit uses; injected, so that a test can make it refuse. */
export type Subtle = Pick<SubtleCrypto, "generateKey" | "exportKey" | "sign">;

const ALGORITHM = { name: "ECDSA", namedCurve: "P-256" } as const;
/** Order of the curve's group (FIPS 186-5, P-256). */
const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;

/**
 * Makes a P-256 key pair whose private half never leaves the browser's key store.
 * @param subtle WebCrypto.
 * @returns The pair; `extractable` is false for the private key. A public key is always extractable, by the standard.
 */
export async function createP256KeyPair(subtle: Subtle = crypto.subtle): Promise<CryptoKeyPair> {
  return subtle.generateKey(ALGORITHM, false, ["sign", "verify"]);
}

/**
 * ERC-7913 signer bytes of a P-256 key.
 * @param verifier The P256Sha256Verifier contract.
 * @param publicKey The public half.
 * @param subtle WebCrypto.
 * @returns `verifier (20) || x (32) || y (32)`.
 * @throws InvalidInputError if the key is not an uncompressed P-256 point.
 */
export async function readSignerBytes(
  verifier: Address,
  publicKey: CryptoKey,
  subtle: Subtle = crypto.subtle,
): Promise<Hex> {
  const point = bytesToHex(new Uint8Array(await subtle.exportKey("raw", publicKey)));
  if (size(point) !== 65 || slice(point, 0, 1) !== "0x04") {
    throw new InvalidInputError("This key is not a P-256 key.", { details: `${size(point)} bytes` });
  }
  return concat([verifier, slice(point, 1)]);
}

/**
 * Signs a 32-byte digest with WebCrypto, which hashes it with SHA-256 first: the verifier must do the same.
 * @param privateKey A P-256 key with usage `sign`.
 * @param digest 32 bytes: a `userOpHash` or an EIP-712 digest.
 * @param subtle WebCrypto.
 * @returns `r (32) || s (32)` (IEEE P1363) with low s: half of WebCrypto's signatures have high s, which the verifier refuses.
 */
export async function signDigest(privateKey: CryptoKey, digest: Hex, subtle: Subtle = crypto.subtle): Promise<Hex> {
  const message = hexToBytes(digest) as Uint8Array<ArrayBuffer>;
  const raw = bytesToHex(new Uint8Array(await subtle.sign({ name: "ECDSA", hash: "SHA-256" }, privateKey, message)));
  const s = BigInt(slice(raw, 32, 64));
  return concat([slice(raw, 0, 32), numberToHex(toLowS(s), { size: 32 })]);
}

/** The lower of the two values of s that a signature may have. */
export function toLowS(s: bigint): bigint {
  return s > ORDER / 2n ? ORDER - s : s;
}
