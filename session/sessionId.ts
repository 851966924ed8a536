import type { Address, Hex } from "viem";
import { concat, isAddressEqual, keccak256, numberToHex, size, slice } from "viem";

import type { Grant } from "./grantTypes";
import { packRules } from "./rules";

/** What a session's id is made of, and what proves to the module that a session is a key's own. */
export type SessionProof = {
  /** As it travels: {@link travellingKey}. */
  sessionKey: Hex;
  /** keccak256 of the packed rules. */
  rulesHash: Hex;
  paymaster: Address;
  nonceKey: bigint;
};

/**
 * What a session's id is made of.
 * @param grant What began the session, or will.
 * @param p256Verifier See {@link travellingKey}.
 * @returns The proof.
 */
export function toSessionProof(
  grant: Pick<Grant, "maxActions" | "maxSpend" | "permissions" | "sessionKey" | "paymaster" | "nonceKey">,
  p256Verifier: Address,
): SessionProof {
  const { paymaster, nonceKey } = grant;
  const sessionKey = travellingKey(grant.sessionKey, p256Verifier);
  return { sessionKey, rulesHash: keccak256(packRules(grant)), paymaster, nonceKey };
}

/**
 * Id of a session: it names its key, all of its rules, its paymaster and its lane.
 * @param proof See {@link SessionProof}.
 * @returns 28 bytes and four zero bytes, as `SessionValidator.sessionId` gives it.
 */
export function toSessionId({ sessionKey, rulesHash, paymaster, nonceKey }: SessionProof): Hex {
  const lane = numberToHex(nonceKey, { size: 24 });
  return concat([slice(keccak256(concat([rulesHash, paymaster, lane, sessionKey])), 0, 28), "0x00000000"]);
}

/**
 * A session key as it travels: one of the P-256 verifier goes without the verifier's name.
 * @param sessionKey ERC-7913 signer.
 * @param p256Verifier The module's `P256_VERIFIER`.
 * @returns 64 bytes of such a key, else the signer itself.
 */
export function travellingKey(sessionKey: Hex, p256Verifier: Address): Hex {
  const isItsKey = size(sessionKey) === 84 && isAddressEqual(slice(sessionKey, 0, 20), p256Verifier);
  return isItsKey ? slice(sessionKey, 20) : sessionKey;
}

/**
 * The signer that a travelling key stands for.
 * @param key As {@link travellingKey} gives it.
 * @param p256Verifier The module's `P256_VERIFIER`.
 * @returns ERC-7913 signer.
 */
export function toSigner(key: Hex, p256Verifier: Address): Hex {
  return size(key) === 64 ? concat([p256Verifier, key]) : key;
}
