import type { Address, Hex } from "viem";
import { concat, isHex, numberToHex, recoverAddress, size, slice } from "viem";

import { InvalidInputError } from "../errors/errors.ts";

/** Order of secp256k1's group (SEC 2). */
const ORDER = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;
/** The last 32 bytes of a signature of a contract that is not deployed yet (ERC-6492). */
const ERC6492_SUFFIX = `0x${"6492".repeat(16)}`;

/** The last byte of wallets' signatures: the recovery bit, or the byte that Ethereum uses for it. */
const Y_PARITY: Readonly<Record<number, 0 | 1>> = { 0: 0, 1: 1, 27: 0, 28: 1 };

/**
 * Converts a signature of an address's own key to the one form that the chain accepts: `r || s || v`, 65 bytes, low s, v 27
 * or 28. Wallets also return v as 0 or 1, s in the upper half, or ERC-2098's 64 bytes; all of these are the same signature.
 * @param signature As the wallet returned it.
 * @returns 65 bytes, or undefined if it has none of these forms.
 */
export function canonicalizeSignature(signature: Hex): Hex | undefined {
  if (!isHex(signature) || (size(signature) !== 64 && size(signature) !== 65)) return undefined;
  const r = BigInt(slice(signature, 0, 32));
  const last = BigInt(slice(signature, 32, 64));
  // ERC-2098: the highest bit of the second word is the recovery bit.
  const isCompact = size(signature) === 64;
  const s = isCompact ? BigInt.asUintN(255, last) : last;
  const yParity = isCompact ? Number(last >> 255n) : Y_PARITY[Number(slice(signature, 64))];
  if (yParity === undefined || r === 0n || r >= ORDER || s === 0n || s >= ORDER) return undefined;
  const isHigh = s > ORDER / 2n;
  const v = 27 + (isHigh ? 1 - yParity : yParity);
  return concat([slice(signature, 0, 32), numberToHex(isHigh ? ORDER - s : s, { size: 32 }), numberToHex(v)]);
}

/**
 * Whether a signature of an address's own key has the form that the chain accepts. The chain never rewrites one.
 * @param signature The signature.
 * @returns True for 65 bytes with low s and v 27 or 28.
 */
export function isCanonicalSignature(signature: Hex): boolean {
  return canonicalizeSignature(signature) === signature.toLowerCase();
}

/** The alleged signer. */
export type SigningAddress = {
  address: Address;
  /** Whether the address is a contract that checks signatures itself (ERC-1271). Called only if its own key did not sign. */
  isContract?: (() => Promise<boolean>) | undefined;
};

/**
 * An owner's signature in the form that the chain accepts.
 * @param signer The alleged signer.
 * @param digest What was signed, 32 bytes.
 * @param signature As the wallet returned it.
 * @returns The canonical form of a key's signature; a contract's signature unchanged.
 * @throws InvalidInputError that explains what the chain would not accept.
 */
export async function toOwnerSignature(signer: SigningAddress, digest: Hex, signature: Hex): Promise<Hex> {
  if (!isHex(signature))
    throw new InvalidInputError("The wallet did not return a signature. Nothing was granted; try again.");
  if (signature.toLowerCase().endsWith(ERC6492_SUFFIX.slice(2))) {
    throw new InvalidInputError(
      "This wallet's contract is not on this chain yet, so the chain cannot check its signature. Send something with " +
        "that wallet first, or sign in another way.",
      { details: "ERC-6492 signature" },
    );
  }
  const canonical = canonicalizeSignature(signature);
  if (canonical && (await isMadeBy(signer.address, digest, canonical))) return canonical;
  if (await signer.isContract?.()) return signature;
  const bytes = `${size(signature)} bytes`;
  throw canonical
    ? new InvalidInputError(
        "Another account of the wallet signed. Choose the account that you play with, and try again.",
        {
          details: `not signed by ${signer.address}`,
        },
      )
    : new InvalidInputError("The wallet returned a signature that the chain does not accept. Sign in another way.", {
        details: bytes,
      });
}

async function isMadeBy(address: Address, hash: Hex, signature: Hex): Promise<boolean> {
  const recovered = await recoverAddress({ hash, signature }).catch(() => undefined);
  return recovered?.toLowerCase() === address.toLowerCase();
}
