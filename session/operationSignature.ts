import type { Hex } from "viem";
import { concat, numberToHex, size } from "viem";

import { encodeGrant, type Grant } from "./grant";

const KIND_USE = "0x00";
const KIND_ENABLE_AND_USE = "0x01";

/** A grant with the owner's signature: what enables a session. */
export type SignedGrant = { grant: Grant; ownerSignature: Hex };

/**
 * ERC-4337 `signature` of an operation of a session that is enabled.
 * @param sessionKey ERC-7913 signer bytes; the chain stores only their hash, so they travel along.
 * @param sessionSignature Over the `userOpHash`.
 * @returns `0x00 || uint8 keyLength || sessionKey || sessionSignature`.
 */
export function encodeUseSignature(sessionKey: Hex, sessionSignature: Hex): Hex {
  return concat([KIND_USE, numberToHex(size(sessionKey), { size: 1 }), sessionKey, sessionSignature]);
}

/**
 * ERC-4337 `signature` of an operation that enables its session and uses it.
 * @param signed The grant and the owner's signature over `hashGrant`.
 * @param sessionSignature Over the `userOpHash`.
 * @returns `0x01 || abi.encode(Grant, bytes, bytes)`.
 */
export function encodeEnableSignature(signed: SignedGrant, sessionSignature: Hex): Hex {
  return concat([KIND_ENABLE_AND_USE, encodeGrant(signed.grant, signed.ownerSignature, sessionSignature)]);
}
