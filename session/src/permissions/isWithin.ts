import { isAddressEqual } from "viem";
import { type Condition, type Limit, type Permission, periods } from "../grant/grantTypes.ts";
import { locate } from "./functionText.ts";

/** How a permission exceeds what is allowed: its value, and the allowed value. */
export type Outside = {
  because: "target" | "function" | "value" | "spend" | "policy" | "argument" | "limit";
  seen: unknown;
  allowed: string;
};

/**
 * Whether a permission allows nothing that the allowed ones would refuse. It must be within a single one of them: a permission
 * that only two of them together would cover is refused, and so is everything that cannot be compared.
 * @param permission One that the chain accepts.
 * @param allowed The allowed permissions.
 */
export function isWithin(permission: Permission, allowed: readonly Permission[]): boolean {
  return findOutside([permission], allowed) === undefined;
}

/**
 * Finds the first permission of a grant that is not within the allowed ones. Several may be within the same one; they
 * share what that one counts, because on chain each has its own count.
 * @param permissions The permissions of one grant.
 * @param allowed The allowed permissions.
 * @returns Its index, and how it exceeds the nearest allowed one; undefined if all are within.
 */
export function findOutside(
  permissions: readonly Permission[],
  allowed: readonly Permission[],
): (Outside & { index: number }) | undefined {
  const taken = new Map<Limit, bigint>();
  for (const [index, permission] of permissions.entries()) {
    let nearest: Outside | undefined;
    for (const each of allowed) {
      const outside = compare(permission, each) ?? findExcess(permission, each, taken);
      if (!outside) {
        for (const limit of each.limits) taken.set(limit, (taken.get(limit) ?? 0n) + usedOf(permission, limit));
        nearest = undefined;
        break;
      }
      if (!nearest || nearness(outside) > nearness(nearest)) nearest = outside;
    }
    if (nearest) return { index, ...nearest };
    if (allowed.length === 0) return { index, because: "target", seen: permission.target, allowed: "nothing" };
  }
  return undefined;
}

const reasons: readonly Outside["because"][] = ["target", "function", "value", "spend", "policy", "argument", "limit"];
const nearness = ({ because }: Outside) => reasons.indexOf(because);

function compare(permission: Permission, allowed: Permission): Outside | undefined {
  const { target, functionSignature, maxValue, spendArgument, policies, conditions } = permission;
  if (!isAddressEqual(target, allowed.target)) return { because: "target", seen: target, allowed: allowed.target };
  // Compares the text and not its four bytes, because the owner reads the text.
  if (functionSignature !== allowed.functionSignature) {
    return { because: "function", seen: functionSignature, allowed: allowed.functionSignature };
  }
  if (maxValue > allowed.maxValue) return { because: "value", seen: maxValue, allowed: `${allowed.maxValue}` };
  if (allowed.spendArgument !== "" && spendArgument !== allowed.spendArgument) {
    return { because: "spend", seen: spendArgument, allowed: `argument ${allowed.spendArgument}` };
  }
  const policy = allowed.policies.find((wanted) => !policies.some((given) => isSamePolicy(given, wanted)));
  if (policy) return { because: "policy", seen: policies, allowed: `${policy.policy} with ${policy.config}` };
  const loose = allowed.conditions.find((wanted) => !conditions.some((given) => implies(given, wanted, permission)));
  if (loose) return { because: "argument", seen: conditions, allowed: describeCondition(loose) };
  return undefined;
}

function isSamePolicy(one: Permission["policies"][number], other: Permission["policies"][number]): boolean {
  return isAddressEqual(one.policy, other.policy) && one.config.toLowerCase() === other.config.toLowerCase();
}

/** Whether the wanted condition allows everything that the given one allows. */
function implies(given: Condition, wanted: Condition, { functionSignature }: Permission): boolean {
  if (given.argument !== wanted.argument) return false;
  const isSigned = locate(functionSignature, wanted.argument).kind === "signed";
  const read = (word: bigint) => (isSigned ? BigInt.asIntN(256, word) : word);
  const [min, max] = wanted.values;
  const isBetween = (word: bigint | undefined) =>
    word !== undefined && min !== undefined && max !== undefined && read(min) <= read(word) && read(word) <= read(max);
  switch (wanted.rule) {
    case "between":
      return (given.rule === "between" || given.rule === "one of") && isFull(given) && given.values.every(isBetween);
    case "one of":
      // A range of one value is that value.
      if (given.rule === "between" && given.values[0] !== given.values[1]) return false;
      return (given.rule === "one of" || given.rule === "between") && isFull(given) && isAmong(given, wanted);
    case "length between":
      return (
        given.rule === "length between" && isFull(given) && given.values.every((length) => isLength(length, wanted))
      );
    case "hash one of":
      return given.rule === "hash one of" && isAmong(given, wanted);
  }
}

/** A range has two ends; an empty set allows nothing, and the chain refuses it. */
const isFull = ({ rule, values }: Condition) => (rule === "one of" ? values.length > 0 : values.length === 2);
const isAmong = (given: Condition, wanted: Condition) => given.values.every((value) => wanted.values.includes(value));
const isLength = (length: bigint, { values: [min = 1n, max = 0n] }: Condition) => min <= length && length <= max;

/** What an allowed permission counts must also be counted by the given one, up to at most the same number, over the same period or a longer one. */
function findExcess(
  permission: Permission,
  allowed: Permission,
  taken: ReadonlyMap<Limit, bigint>,
): Outside | undefined {
  for (const limit of allowed.limits) {
    const words = `${limit.max} of ${limit.counted} in a ${allowed.period}`;
    const given = permission.limits.find(({ counted }) => counted === limit.counted);
    const isMoved = limit.counted !== "value" || permission.maxValue > 0n;
    if (isMoved && (!given || lengthOf(permission.period) < lengthOf(allowed.period))) {
      return { because: "limit", seen: given ? `${given.max} in a ${permission.period}` : "no limit", allowed: words };
    }
    const sum = (taken.get(limit) ?? 0n) + usedOf(permission, limit);
    if (sum > limit.max) return { because: "limit", seen: sum, allowed: words };
  }
  return undefined;
}

function usedOf({ limits, maxValue }: Permission, { counted }: Limit): bigint {
  if (counted === "value" && maxValue === 0n) return 0n;
  return limits.find((limit) => limit.counted === counted)?.max ?? 0n;
}

/** Hours are within days, days within weeks; a count over the whole session is within each of them. */
const lengthOf = (period: Permission["period"]) =>
  period === "" ? -1 : period === "session" ? periods.length : periods.indexOf(period);

/**
 * A condition in words, for a refusal.
 * @param condition The condition.
 * @returns For example `argument 2 between 0 and 5`.
 */
export function describeCondition({ argument, rule, values }: Condition): string {
  const isRange = rule === "between" || rule === "length between";
  return `argument ${argument} ${rule} ${values.join(isRange ? " and " : ", ")}`;
}
