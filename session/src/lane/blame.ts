import { hexToBigInt, slice } from "viem";
import type { ContractError } from "../errors/errors.ts";
import type { Permission } from "../grant/grant.ts";
import type { Call } from "../operation/calls.ts";
import { locate } from "../permissions/functionText.ts";
import { findHint } from "../permissions/permits.ts";

/**
 * Which call of a batch broke a rule of the session, so that this one is undone and not the first.
 * @param error The SessionValidator's own error.
 * @param calls As they were sent, in order.
 * @param permissions The grant's; they say which argument of a function is an amount.
 * @returns Index into `calls`; undefined if the error is not about one call.
 */
export function findRefusedCall(
  error: ContractError,
  calls: readonly Call[],
  permissions: readonly Permission[],
): number | undefined {
  const [first, allowed] = error.args;
  if (error.name === "SpendExceeded" && typeof allowed === "bigint") return findOverspent(calls, permissions, allowed);
  if (!/^Call(Not|Value|Argument|TooShort|Policy)/.test(error.name) || typeof first !== "bigint") return undefined;
  return first < BigInt(calls.length) ? Number(first) : undefined;
}

/** The first call that makes the sum larger than what is left. */
function findOverspent(calls: readonly Call[], permissions: readonly Permission[], left: bigint): number | undefined {
  let spent = 0n;
  for (const [index, call] of calls.entries()) {
    spent += spendOf(call, permissions);
    if (spent > left) return index;
  }
  return undefined;
}

/** The amount that a call authorises, in the token's smallest unit; 0 if its permission names no argument. */
export function spendOf(call: Call, permissions: readonly Permission[]): bigint {
  const { hint, refusal } = findHint({ permissions }, call);
  const permission = permissions[hint];
  const isUnknown = refusal?.because === "target" || refusal?.because === "function";
  if (!permission || isUnknown || permission.spendArgument === "") return 0n;
  const { data = "0x" } = call;
  const at = 4 + 32 * locate(permission.functionSignature, permission.spendArgument).word;
  return data.length >= 2 + 2 * (at + 32) ? hexToBigInt(slice(data, at, at + 32)) : 0n;
}
