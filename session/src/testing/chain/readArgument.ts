import { hexToBigInt, keccak256, size, slice } from "viem";
import type { Condition } from "../../grant/grantTypes.ts";
import type { DecodedCall } from "../../operation/calls.ts";
import type { Place } from "../../permissions/functionText.ts";
import { revert } from "./revert.ts";

/** A call of an operation, and its index. */
export type CheckedCall = DecodedCall & { index: number };

// Reads like `RuleCheck.sol`, which says at which byte calldata has no such argument.

/** The word of an argument. */
export const readArgument = (call: CheckedCall, { via, word }: Pick<Place, "via" | "word">): bigint =>
  readWord(call, baseOf(call, via) + word * 32);

/**
 * What a condition compares: the argument's word, its length or its hash.
 * @throws Revert with CallArgumentMissing.
 */
export function readSubject(call: CheckedCall, place: Place, { rule }: Condition): bigint {
  const seen = readArgument(call, place);
  if (rule === "between" || rule === "one of") return seen;
  let at = baseOf(call, place.via) + offset(call, seen);
  const length = readWord(call, at);
  if (rule === "length between") return length;
  if (length > BigInt(size(call.data))) missing(call, BigInt(at));
  at += 32;
  const end = at + (place.unit === 0 ? Number(length) : Number(length) * place.unit * 32);
  if (end > size(call.data)) missing(call, BigInt(end));
  return BigInt(keccak256(end === at ? "0x" : slice(call.data, at, end)));
}

/** Start of the head that contains it: the function's, or that of a dynamic tuple or array. */
function baseOf(call: CheckedCall, via: number | undefined): number {
  return via === undefined ? 4 : 4 + offset(call, readWord(call, 4 + via * 32));
}

/** An offset must point forward, into the calldata. */
function offset(call: CheckedCall, value: bigint): number {
  if (value >= BigInt(size(call.data))) missing(call, value);
  return Number(value);
}

function readWord(call: CheckedCall, at: number): bigint {
  if (at + 32 > size(call.data)) missing(call, BigInt(at));
  return hexToBigInt(slice(call.data, at, at + 32));
}

function missing({ index, data }: CheckedCall, position: bigint): never {
  revert("CallArgumentMissing", [BigInt(index), position, BigInt(size(data))]);
}
