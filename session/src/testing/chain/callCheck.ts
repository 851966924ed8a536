import type { Hex } from "viem";
import { concat, size, slice } from "viem";
import { NATIVE_TRANSFER, type Permission } from "../../grant/grantTypes.ts";
import type { DecodedCall } from "../../operation/calls.ts";
import { locate } from "../../permissions/functionText.ts";
import { refuseCall } from "../../permissions/permits.ts";
import { selectorIn } from "../../permissions/rules.ts";
import { countCall, type Validity } from "./counter.ts";
import { type CheckedCall, readArgument, readSubject } from "./readArgument.ts";
import { Revert, revert } from "./revert.ts";
import type { Transaction } from "./state.ts";

/** The limits against which an operation's calls are checked. */
export type Check = {
  account: Hex;
  session: Hex;
  permissions: readonly Permission[];
  /** Which rule each call uses; calls without a hint use the last one. */
  hints: readonly number[];
  time: number;
  /** Narrowed by rules with a period. */
  validity: Validity;
};

/** What the calls of an operation authorise. */
export type Authorised = { actions: bigint; spend: bigint; validity: Validity };

/**
 * Checks calls like `CallCheck` and `RuleCheck`. The kit's own `refuseCall` decides whether a permission allows a call;
 * here the result becomes the contracts' error, in their order.
 * @param tx Counters are written to it.
 * @param check See {@link Check}.
 * @param calls What the account wants to do.
 * @throws Revert with the error of the broken rule.
 */
export function checkCalls(tx: Transaction, check: Check, calls: readonly DecodedCall[]): Authorised {
  if (calls.length === 0) revert("CallCountZero", []);
  let { validity } = check;
  let spend = 0n;
  for (const [index, call] of calls.entries()) {
    const { spent, period } = checkCall(tx, { ...check, validity }, { ...call, index });
    spend += spent;
    if (period) validity = narrow(validity, period);
  }
  return { actions: BigInt(calls.length), spend, validity };
}

const narrow = (one: Validity, other: Validity): Validity => ({
  validAfter: other.validAfter > one.validAfter ? other.validAfter : one.validAfter,
  validUntil: other.validUntil < one.validUntil ? other.validUntil : one.validUntil,
});

function checkCall(tx: Transaction, check: Check, call: CheckedCall): { spent: bigint; period: Validity | undefined } {
  const { hints, permissions, account, session, time } = check;
  const { index, to, data, value } = call;
  const rule = hints[index] ?? hints.at(-1) ?? 0;
  const permission = permissions[rule];
  if (!permission) return revert("CallNotPermitted", [BigInt(index), to, selectorOfData(data)]);
  const { functionSignature, limits, spendArgument } = permission;
  const because = refuseCall(permission, call)?.because;
  if (because === "target" || because === "function") refuseFunction(permission, call, because);
  if (value > permission.maxValue) revert("CallValueAboveLimit", [BigInt(index), value, permission.maxValue]);
  const period =
    limits.length > 0 ? countCall(tx.state, { account, session, rule }, permission, call, time) : undefined;
  checkConditions(permission, call);
  askPolicies(tx, permission, call, { account, validity: narrow(check.validity, period ?? check.validity) });
  const spent = spendArgument === "" ? 0n : readArgument(call, locate(functionSignature, spendArgument));
  return { spent, period };
}

function refuseFunction(
  permission: Permission,
  { index, to, data }: CheckedCall,
  because: "target" | "function",
): never {
  const isShort = size(data) < 4;
  const isNative = permission.functionSignature === NATIVE_TRANSFER;
  // Calldata shorter than a selector counts as selector zero, which one in four billion functions has.
  const isFound = because === "function" && selectorIn(permission) === "0x00000000" && isShort;
  if (isFound && !isNative) revert("CallTooShort", [BigInt(index), BigInt(size(data))]);
  const seen = isFound ? slice(concat([data, "0x00000000"]), 0, 4) : selectorOfData(data);
  revert("CallNotPermitted", [BigInt(index), to, seen]);
}

const selectorOfData = (data: Hex): Hex => (size(data) < 4 ? "0x00000000" : slice(data, 0, 4));

function checkConditions(permission: Permission, call: CheckedCall): void {
  for (const [number, condition] of permission.conditions.entries()) {
    const seen = readSubject(call, locate(permission.functionSignature, condition.argument), condition);
    if (!refuseCall({ ...permission, conditions: [condition] }, call)) continue;
    revert("CallArgumentRefused", [BigInt(call.index), BigInt(number), seen]);
  }
}

function askPolicies(
  { askPolicy }: Transaction,
  { policies }: Permission,
  { index, to, value, data }: CheckedCall,
  { account, validity }: { account: Hex; validity: Validity },
): void {
  for (const { policy, config } of policies) {
    // Without a policy contract, the call of a contract without code reverts.
    if (!askPolicy) throw new Revert("0x", `no answer from the policy ${policy}: give askPolicy`);
    const question = { from: account, to, value, data, validUntil: Number(validity.validUntil), config };
    if (!askPolicy(policy, question)) revert("CallPolicyRefused", [BigInt(index), policy]);
  }
}
