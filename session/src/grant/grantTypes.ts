import type { Address, Hex } from "viem";

/** A condition on one argument. The same struct is in `Grant.sol`. */
export type Condition = {
  /** Path of the argument: `2`, or `2.1` for a member of a tuple or an element of an array of fixed length. */
  argument: string;
  rule: ConditionRule;
  /** ABI words; two's complement for `intN`. */
  values: readonly bigint[];
};
/** How an argument is compared; see docs/grant.md. */
export type ConditionRule = (typeof conditionRules)[number];
/** In the order of their numbers in a packed grant. */
export const conditionRules = ["between", "one of", "length between", "hash one of"] as const;

/** What one permission counts separately: `calls`, `value` in wei, or the path of an unsigned argument. */
export type Limit = { counted: string; max: bigint };

/** A contract that is asked for each call. */
export type Policy = { policy: Address; config: Hex };

/** After which the limits restart: in UTC, weeks from Monday; `session` lasts as long as the session. */
export type Period = (typeof periods)[number];
/** In the order of their numbers in a packed grant. */
export const periods = ["session", "hour", "day", "week"] as const;

/** The text of the permission to send the native coin; no function has this text. */
export const NATIVE_TRANSFER = "native transfer";

/** One thing a session key may do. */
export type Permission = {
  target: Address;
  /** `name(type,…)`, or {@link NATIVE_TRANSFER}. */
  functionSignature: string;
  /** Wei per call. */
  maxValue: bigint;
  /** Path of the amount that counts against `Grant.maxSpend`; empty: none. */
  spendArgument: string;
  /** For the limits; empty if there are none. */
  period: Period | "";
  limits: readonly Limit[];
  conditions: readonly Condition[];
  policies: readonly Policy[];
};

/** What the owner signs. Field names, order and types are those of the Solidity struct. */
export type Grant = {
  account: Address;
  /** ERC-7913 signer. */
  sessionKey: Hex;
  /** Unix seconds, exclusive. */
  validAfter: number;
  /** Unix seconds, inclusive. */
  validUntil: number;
  maxActions: number;
  maxSpend: bigint;
  maxGasWei: bigint;
  paymaster: Address;
  nonceKey: bigint;
  /** As returned by `epochOf`; zero for an account that is not deployed yet. */
  epoch: Hex;
  permissions: readonly Permission[];
};

/** The right to call without value or limits, plus what is given. */
export function toPermission(
  target: Address,
  functionSignature: string,
  limits: Partial<Omit<Permission, "target" | "functionSignature">> = {},
): Permission {
  const none = { maxValue: 0n, spendArgument: "", period: "", limits: [], conditions: [], policies: [] } as const;
  return { target, functionSignature, ...none, ...limits };
}
