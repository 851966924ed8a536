import type { Address, Hex } from "viem";
import { type Condition, NATIVE_TRANSFER, type Permission } from "../grant/grantTypes.ts";
import type { ContractPermissions } from "./allow.ts";
import { membersOf, partsOf } from "./paths.ts";
import { plainText } from "./plainText.ts";
import { selectorIn } from "./rules.ts";

/** One line of the card: a permission as it is signed, and what it means. */
export type PermissionRule = {
  address: Address;
  /** Text that the owner signs and that the chain hashes to the selector. */
  functionSignature: string;
  selector: Hex;
  /** The product's own words; never signed, so `plainText` has been at them. */
  words: string | undefined;
  label: string | undefined;
  /** Every limit that is signed, one sentence each. */
  limits: readonly string[];
  /** Names of arguments, by path. */
  names: ReadonlyMap<string, string>;
  permission: Permission;
};

/** How a limit's number is written: only the product knows the names and decimals of tokens. */
export type LimitFormat = {
  /** A count or another plain number. Default: as this machine's language writes it. */
  number?: (value: number | bigint) => string;
  /** A token amount, given in its smallest unit. */
  amount?: (value: bigint) => string;
  /** An amount of the chain's coin, given in wei. */
  wei?: (value: bigint) => string;
};

/** Every number by its format; amounts without one are plain numbers. */
export function fillFormat(format: LimitFormat): Required<LimitFormat> {
  const { number = (value: number | bigint) => value.toLocaleString(), amount = number } = format;
  return { number, amount, wei: format.wei ?? ((value) => `${number(value)} wei`) };
}

/**
 * The lines of a card.
 * @param allowed As returned by `allow`.
 * @param format How numbers are written. Default: amounts as whole numbers of the smallest unit.
 */
export function describePermissions(
  allowed: readonly ContractPermissions[],
  format: LimitFormat = {},
): PermissionRule[] {
  return allowed.flatMap(({ permissions, says, label }) =>
    permissions.map((permission, index) => describePermission(permission, says[index], label, format)),
  );
}

/** One line of a card; without a product's words, from what is signed alone. */
export function describePermission(
  permission: Permission,
  says: ContractPermissions["says"][number] | undefined,
  label: string | undefined,
  format: LimitFormat = {},
): PermissionRule {
  const names = namesOf(says?.inputs ?? []);
  return {
    ...{ address: permission.target, functionSignature: permission.functionSignature },
    ...{ selector: selectorIn(permission), permission, names },
    words: says?.words === undefined ? undefined : plainText(says.words),
    label: label === undefined ? undefined : plainText(label),
    limits: describeLimits(permission, names, format),
  };
}

/**
 * All limits of one permission in words, based only on what is signed.
 * @param permission As signed.
 * @param names Names of arguments by path; a path without a name is shown as it is.
 * @param format See {@link LimitFormat}.
 */
export function describeLimits(
  permission: Permission,
  names: ReadonlyMap<string, string> = new Map(),
  format: LimitFormat = {},
): string[] {
  const { spendArgument, maxValue, limits, conditions, policies, period } = permission;
  const { number, amount, wei } = fillFormat(format);
  const nameOf = (path: string) => names.get(path) ?? `argument ${path}`;
  const per = period === "" ? "for as long as it is valid" : period === "session" ? "in this session" : `per ${period}`;
  const counted = limits.map(({ counted: what, max }) => {
    if (what === "calls") return `at most ${number(max)} ${max === 1n ? "call" : "calls"} ${per}`;
    if (what === "value") return `at most ${wei(max)} of the chain's coin ${per}`;
    return `${nameOf(what)}: at most ${amount(max)} ${per}`;
  });
  return [
    ...conditions.map(
      (condition) => `${nameOf(condition.argument)} ${describeCondition(permission, condition, number)}`,
    ),
    ...(maxValue > 0n ? [`at most ${wei(maxValue)} of the chain's coin with each call`] : []),
    ...counted,
    ...(period !== "" && counted.length === 0 ? [`nothing is counted ${per}`] : []),
    ...(spendArgument === "" ? [] : [`${nameOf(spendArgument)} counts as spent`]),
    ...policies.map(
      ({ policy, config }) =>
        `only while the contract ${policy} agrees${config === "0x" ? "" : ` (asked with ${config})`}`,
    ),
  ];
}

/** Names of all arguments and their parts, by path. A name that an ABI gives twice gets its path beside it. */
export function namesOf(inputs: ContractPermissions["says"][number]["inputs"]): Map<string, string> {
  const names = new Map<string, string>();
  const taken = new Set<string>();
  const visit = (members: typeof inputs, prefix: string, before: string) => {
    for (const [name, { parameter, path }] of partsOf(members, prefix)) {
      const full = before ? `${before}.${name}` : name;
      // A number alone means nothing.
      const plain = plainText(full);
      if (parameter.name || before) names.set(path, taken.has(plain) ? `${plain} (argument ${path})` : plain);
      taken.add(plain);
      const inner = membersOf(parameter);
      if (inner && inner.length <= 256) visit(inner, `${path}.`, full);
    }
  };
  visit(inputs, "", "");
  return names;
}

function describeCondition(
  { functionSignature }: Permission,
  { argument, rule, values }: Condition,
  number: Required<LimitFormat>["number"],
): string {
  const type = typeAt(functionSignature, argument);
  const show = (value: bigint) => showWord(type, value, number);
  const list = values.map(show).join(" or ");
  const [min = 0n, max = 0n] = values;
  // Refused by the chain; shown as it is.
  if (rule.endsWith("between") && values.length !== 2) return `must be ${rule} (${values.join(", ")})`;
  switch (rule) {
    case "one of":
      return values.length === 1 ? `must be ${list}` : `must be one of ${list}`;
    case "between":
      return `must be from ${show(min)} to ${show(max)}`;
    case "length between": {
      const unit = type.endsWith("]") ? "elements" : "bytes";
      return `must have ${min === max ? "" : `${number(min)} to `}${number(max)} ${unit}`;
    }
    case "hash one of":
      return `must have the keccak256 ${values.map((value) => hex(value, 32)).join(" or ")}`;
  }
}

/** The type of the argument at a path, from the signed text only. */
function typeAt(text: string, path: string): string {
  let type = text === NATIVE_TRANSFER ? "" : text.slice(text.indexOf("("));
  for (const step of path.split(".").map(Number)) {
    const fixed = /^(.*)\[\d+\]$/.exec(type);
    type = fixed && !type.endsWith("[]") ? (fixed[1] ?? "") : (splitTuple(type)[step - 1] ?? "");
  }
  return type;
}

/** Members of `(a,(b,c),d[2])`. */
function splitTuple(text: string): string[] {
  const members: string[] = [];
  let depth = 0;
  let member = "";
  for (const character of text.slice(1, text.lastIndexOf(")"))) {
    if (character === "," && depth === 0) {
      members.push(member);
      member = "";
      continue;
    }
    depth += character === "(" ? 1 : character === ")" ? -1 : 0;
    member += character;
  }
  return member === "" ? members : [...members, member];
}

/** A word, written according to its type. */
function showWord(type: string, value: bigint, number: Required<LimitFormat>["number"]): string {
  if (type === "bool") return value === 0n ? "false" : value === 1n ? "true" : String(value);
  if (type === "address") return hex(value, 20);
  if (type.startsWith("int")) return number(BigInt.asIntN(256, value));
  const bytes = Number(/^bytes(\d+)$/.exec(type)?.[1] ?? 0);
  if (bytes === 0) return number(value);
  const isWhole = value % 256n ** BigInt(32 - bytes) === 0n;
  return isWhole ? hex(value, 32).slice(0, 2 + 2 * bytes) : hex(value, 32);
}

const hex = (value: bigint, bytes: number) => `0x${value.toString(16).padStart(2 * bytes, "0")}`;
