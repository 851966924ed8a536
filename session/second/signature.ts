import type { Address, Hex } from "viem";
import { concat, numberToHex, size } from "viem";
import type { Grant } from "./grantTypes";
import { packGrant } from "./packGrant";

/** What every signature of a session's operation begins with. */
export type OperationProof = {
  /** As it travels: `travellingKey`. */
  key: Hex;
  /** Over the `userOpHash`. */
  sessionSignature: Hex;
  /** For each call the place of its rule; calls without a hint take the last one. */
  hints: readonly number[];
  /** A second of the period in which rules with a period count. Default: no such rule is used. */
  time?: number;
};

/**
 * ERC-4337 `signature` of an operation of an enabled session.
 * @param proof See {@link OperationProof}.
 * @param rules The session's packed rules.
 * @returns `0x00 || time (4) || hints || key || sessionSignature || rules`.
 */
export function encodeUseSignature(proof: OperationProof, rules: Hex): Hex {
  return concat(["0x00", encodeHead(proof), rules]);
}

/**
 * ERC-4337 `signature` of an operation that enables its session and uses it.
 * @param proof See {@link OperationProof}.
 * @param grant What the owner signed.
 * @param ownerSignature Over the grant's digest.
 * @returns `0x01 || time (4) || hints || key || sessionSignature || PackedGrant || ownerSignature`.
 */
export function encodeEnableSignature(proof: OperationProof, grant: Grant, ownerSignature: Hex): Hex {
  return concat(["0x01", encodeHead(proof), packGrant(grant), ownerSignature]);
}

function encodeHead({ key, sessionSignature, hints, time = 0 }: OperationProof): Hex {
  return concat([
    numberToHex(time, { size: 4 }),
    ...[field(concat(hints.map((hint) => numberToHex(hint, { size: 1 }))))],
    ...[field(key), field(sessionSignature)],
  ]);
}

/** Bytes and their length in one byte. */
const field = (bytes: Hex): Hex => concat([numberToHex(size(bytes), { size: 1 }), bytes]);

/** One call of {@link encodeRun}: the account adds no value to it. */
export type RunCall = { to: Address; data: Hex };

/**
 * Call data by which a PlayerAccount makes several calls, or one; see `PackedCalls` for the picture.
 * @param calls At least one, none longer than 32,767 bytes.
 * @returns Call data of `runTogether()`.
 */
export function encodeRun(calls: readonly RunCall[]): Hex {
  const packed = calls.map(({ to, data }, index) => {
    const isOther = calls[index - 1]?.to.toLowerCase() !== to.toLowerCase();
    const head = numberToHex(size(data) | (isOther ? 0x8000 : 0), { size: 2 });
    return concat([head, isOther ? to : "0x", data]);
  });
  return concat(["0x0645cff4", ...packed]);
}
