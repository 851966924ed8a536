import type { AbiFunction, AbiParameter, Hex } from "viem";
import { encodeAbiParameters, toFunctionSignature } from "viem";
import { InvalidPermissionError } from "../errors/inputErrors.ts";
import type { Condition, ConditionRule } from "../grant/grantTypes.ts";
import { membersOf, partsOf } from "./paths.ts";

/** One limit, at run time. */
type Given = {
  equals?: unknown;
  oneOf?: readonly unknown[];
  min?: unknown;
  max?: unknown;
  length?: { equals?: number; min?: number; max?: number };
  hash?: Hex | readonly Hex[];
};
type Range = Pick<Given, "equals" | "min" | "max">;

const MAX_WORD = 2n ** 256n - 1n;

/**
 * The conditions of a permission, from limits by name.
 * @param item The function.
 * @param args Limits by the ABI's names.
 * @returns Conditions as in the grant, in the order of the arguments.
 * @throws InvalidPermissionError naming the argument.
 */
export function compileConditions(item: AbiFunction, args: Record<string, unknown>): Condition[] {
  const functionSignature = toFunctionSignature(item);
  const refuse = (why: string, argument: string) => new InvalidPermissionError(why, { functionSignature, argument });

  const visit = (members: readonly AbiParameter[], limits: Record<string, unknown>, prefix: string): Condition[] => {
    const parts = partsOf(members, prefix);
    const unknown = Object.keys(limits).find((name) => limits[name] !== undefined && !parts.has(name));
    if (unknown !== undefined) throw refuse("There is no such argument.", unknown);
    return [...parts].flatMap(([name, { parameter, path }]) => {
      const limit = limits[name];
      if (limit === undefined) return [];
      const inner = membersOf(parameter);
      if (inner) return visit(inner, limit as Record<string, unknown>, `${path}.`);
      return compile(parameter, path, limit as Given, (why) => refuse(why, name));
    });
  };
  return visit(item.inputs, args, "");
}

type Refuse = (why: string) => InvalidPermissionError;

function compile({ type }: AbiParameter, argument: string, limit: Given, refuse: Refuse): Condition[] {
  const rule = (name: ConditionRule, values: readonly bigint[]): Condition[] => [{ argument, rule: name, values }];
  const isDynamic = type === "bytes" || type === "string" || type.endsWith("[]");
  if (limit.length !== undefined || limit.hash !== undefined) {
    if (!isDynamic) throw refuse(`A ${type} has no length and no hash to compare.`);
    if (limit.length) return rule("length between", toRange("uint256", limit.length, refuse));
    return rule(
      "hash one of",
      [limit.hash ?? []].flat().map((hash) => BigInt(hash as Hex)),
    );
  }
  if (isDynamic)
    throw refuse(`A ${type} has no single word that the chain could compare; limit its length or its hash.`);
  if (limit.oneOf) {
    if (limit.oneOf.length === 0) throw refuse("No value is allowed here, so the function could never be called.");
    return rule(
      "one of",
      limit.oneOf.map((value) => toWord(type, value, refuse)),
    );
  }
  if (limit.equals !== undefined) return rule("one of", [toWord(type, limit.equals, refuse)]);
  if (limit.min === undefined && limit.max === undefined) throw refuse("This limit says nothing.");
  if (!/^u?int/.test(type)) throw refuse(`A ${type} has no order, so it has no smallest and no largest value.`);
  return rule("between", toRange(type, limit, refuse));
}

function toRange(type: string, { equals, min, max }: Range, refuse: Refuse): [bigint, bigint] {
  const bits = BigInt(/\d+$/.exec(type)?.[0] ?? 256);
  const isSigned = type.startsWith("int");
  const least = isSigned ? -(2n ** (bits - 1n)) : 0n;
  const most = isSigned ? 2n ** (bits - 1n) - 1n : bits === 256n ? MAX_WORD : 2n ** bits - 1n;
  const from = equals ?? min ?? least;
  const to = equals ?? max ?? most;
  if (BigInt(from as bigint) > BigInt(to as bigint)) throw refuse(`Nothing is between ${from} and ${to}.`);
  return [toWord(type, from, refuse), toWord(type, to, refuse)];
}

function toWord(type: string, value: unknown, refuse: Refuse): bigint {
  try {
    return BigInt(encodeAbiParameters([{ type }], [value]));
  } catch {
    throw refuse(`${String(value)} is no ${type}.`);
  }
}
