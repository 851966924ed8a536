import { InvalidInputError } from "../errors/errors.ts";
import { show } from "../grant/readers.ts";

// The types say all of this; a program in plain JavaScript has none.

/** A parameter, its value, whether that is valid, and what is wanted. */
type Check = [name: string, seen: unknown, isFine: boolean, wanted: string];

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;

function requireAll(checks: readonly Check[]): void {
  const wrong = checks.find(([, , isFine]) => !isFine);
  if (!wrong) return;
  const [name, seen, , wanted] = wrong;
  const words = seen === undefined ? "nothing" : typeof seen === "function" ? "a function" : show(seen);
  throw new InvalidInputError(`This is not a valid \`${name}\`.`, { details: `seen ${words}; wanted ${wanted}` });
}

/**
 * Refuses anything that is not an owner.
 * @throws InvalidInputError that says what was seen and what is wanted.
 */
export function requireOwner(owner: unknown): void {
  const isOwner = typeof owner === "function" || (isObject(owner) && typeof owner.signTypedData === "function");
  requireAll([["owner", owner, isOwner, "deviceOwner(), walletOwner(), accountOwner(…) or passkeyOwner(…)"]]);
}

/**
 * Refuses permissions that are not those of `allow`.
 * @throws InvalidInputError that says what was seen and what is wanted.
 */
export function requirePermissions(permissions: unknown): void {
  const isOne = (each: unknown) => isObject(each) && each.type === "permissions";
  const isList = Array.isArray(permissions) && permissions.length > 0 && permissions.every(isOne);
  requireAll([["permissions", permissions, isList, "a list of allow(…) or allowTransfer(…), at least one"]]);
}

/**
 * Refuses limits of another shape. Whether the chain accepts their numbers is found out when the grant is made.
 * @throws InvalidInputError that says what was seen and what is wanted.
 */
export function requireLimits(limits: unknown): void {
  requireAll([["limits", limits, isObject(limits), "an object, such as { calls: 50 }"]]);
  const { calls, gas, spend, duration } = limits as Record<string, unknown>;
  const isAmount = (value: unknown) => value === undefined || typeof value === "bigint";
  requireAll([
    ["limits.calls", calls, typeof calls === "number", "a number, such as 50"],
    ["limits.gas", gas, isAmount(gas), "wei as a bigint, or nothing"],
    ["limits.spend", spend, isAmount(spend), "an amount as a bigint, or nothing"],
    ["limits.duration", duration, duration === undefined || typeof duration === "number", "seconds, or nothing"],
  ]);
}
