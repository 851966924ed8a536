import type { Address, Hex } from "viem";
import { concat, isAddressEqual, keccak256, numberToHex, size, slice } from "viem";
import { packRules } from "../permissions/rules.ts";
import type { Grant } from "./grantTypes.ts";

/** The parts of a session's id; they prove to the module that a session belongs to a key. */
export type SessionProof = {
  /** As encoded in operations: {@link travellingKey}. */
  sessionKey: Hex;
  /** keccak256 of the packed rules. */
  rulesHash: Hex;
  paymaster: Address;
  nonceKey: bigint;
};

/**
 * The parts of a session's id.
 * @param grant The session's grant.
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
 * Id of a session. It depends on its key, all of its rules, its paymaster and its lane.
 * @param proof See {@link SessionProof}.
 * @returns 28 bytes and four zero bytes, the same as `SessionValidator.sessionId`.
 */
export function toSessionId({ sessionKey, rulesHash, paymaster, nonceKey }: SessionProof): Hex {
  const lane = numberToHex(nonceKey, { size: 24 });
  return concat([slice(keccak256(concat([rulesHash, paymaster, lane, sessionKey])), 0, 28), "0x00000000"]);
}

/**
 * A session key as operations carry it: a key of the P-256 verifier is encoded without the verifier's address.
 * @param sessionKey ERC-7913 signer.
 * @param p256Verifier The module's `P256_VERIFIER`.
 * @returns 64 bytes for such a key, otherwise the signer itself.
 */
export function travellingKey(sessionKey: Hex, p256Verifier: Address): Hex {
  const isItsKey = size(sessionKey) === 84 && isAddressEqual(slice(sessionKey, 0, 20), p256Verifier);
  return isItsKey ? slice(sessionKey, 20) : sessionKey;
}

/**
 * The signer that an encoded key stands for.
 * @param key As returned by {@link travellingKey}.
 * @param p256Verifier The module's `P256_VERIFIER`.
 * @returns ERC-7913 signer.
 */
export function toSigner(key: Hex, p256Verifier: Address): Hex {
  return size(key) === 64 ? concat([p256Verifier, key]) : key;
}
