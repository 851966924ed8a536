import type { Address, Hex } from "viem";
import { hexToBigInt, isAddressEqual, keccak256, size, slice } from "viem";
import { type Condition, type Grant, NATIVE_TRANSFER, type Permission } from "../grant/grantTypes.ts";
import { locate, type Place } from "./functionText.ts";
import { selectorIn } from "./rules.ts";

/** A call that a session wants to make. */
export type SessionCall = { to: Address; value?: bigint | undefined; data?: Hex | undefined };

/** Why a permission does not allow a call. */
export type Refusal =
  | { because: "target" | "function" }
  | { because: "value"; seen: bigint; allowed: bigint }
  | { because: "argument"; condition: Condition; seen: bigint | undefined };

/**
 * Finds the rule for a call: the hint of its operation. Counts and policies are not checked.
 * @param grant The permissions; at least one.
 * @param call The call.
 * @returns The index of the first permission that allows it; otherwise of the nearest one, and the reason.
 */
export function findHint(grant: Pick<Grant, "permissions">, call: SessionCall): { hint: number; refusal?: Refusal } {
  let nearest: { hint: number; refusal: Refusal } = { hint: 0, refusal: { because: "target" } };
  for (const [hint, permission] of grant.permissions.entries()) {
    const refusal = refuseCall(permission, call);
    if (!refusal) return { hint };
    if (nearness(refusal) > nearness(nearest.refusal)) nearest = { hint, refusal };
  }
  return nearest;
}

const nearness = ({ because }: Refusal) => ["target", "function", "value", "argument"].indexOf(because);

/**
 * Whether one permission allows a call; the same as `CallCheck.sol`, without counts and policies.
 * @param permission A permission of a grant.
 * @param call The call.
 * @returns Nothing if it is allowed.
 */
export function refuseCall(permission: Permission, { to, value = 0n, data = "0x" }: SessionCall): Refusal | undefined {
  if (!isAddressEqual(permission.target, to)) return { because: "target" };
  const isNative = permission.functionSignature === NATIVE_TRANSFER;
  const isFunction = isNative ? size(data) === 0 : size(data) >= 4 && slice(data, 0, 4) === selectorIn(permission);
  if (!isFunction) return { because: "function" };
  if (value > permission.maxValue) return { because: "value", seen: value, allowed: permission.maxValue };
  for (const condition of permission.conditions) {
    const place = locate(permission.functionSignature, condition.argument);
    const seen = readSubject(place, condition, data);
    if (seen === undefined || !holds(condition, place, seen)) return { because: "argument", condition, seen };
  }
  return undefined;
}

/** What a condition compares: the argument's word, its length or its hash; nothing if the calldata does not contain it. */
function readSubject({ unit, via, word }: Place, { rule }: Condition, data: Hex): bigint | undefined {
  const base = via === undefined ? 4 : follow(data, 4, via);
  if (base === undefined) return undefined;
  if (rule === "between" || rule === "one of") return readWord(data, base + word * 32);
  const at = follow(data, base, word);
  const length = at === undefined ? undefined : readWord(data, at);
  if (at === undefined || length === undefined || rule === "length between") return length;
  const bytes = unit === 0 ? Number(length) : Number(length) * unit * 32;
  const end = at + 32 + bytes;
  if (length > BigInt(size(data)) || end > size(data)) return undefined;
  return BigInt(keccak256(bytes === 0 ? "0x" : slice(data, at + 32, end)));
}

/** Position of a dynamic argument: an offset must point forward, into the calldata. */
function follow(data: Hex, base: number, word: number): number | undefined {
  const offset = readWord(data, base + word * 32);
  return offset === undefined || offset >= BigInt(size(data)) ? undefined : base + Number(offset);
}

function readWord(data: Hex, at: number): bigint | undefined {
  return at + 32 > size(data) ? undefined : hexToBigInt(slice(data, at, at + 32));
}

function holds({ rule, values }: Condition, { kind }: Place, seen: bigint): boolean {
  if (rule === "one of" || rule === "hash one of") return values.includes(seen);
  const [min = 0n, max = -1n] = values;
  const isSigned = kind === "signed" && rule === "between";
  const read = (word: bigint) => (isSigned ? BigInt.asIntN(256, word) : word);
  return read(min) <= read(seen) && read(seen) <= read(max);
}
