import type { Address, Hex } from "viem";
import { concat, getAddress, numberToHex, size, slice } from "viem";
import { InvalidInputError } from "../errors/errors.ts";
import { type Condition, type Grant, NATIVE_TRANSFER, type Permission, periods } from "../grant/grantTypes.ts";
import { locate, type Place, selectorOf } from "./functionText.ts";

// The limits of the reader on chain (GrantReader.sol).
const MAX_PERMISSIONS = 128;
const MAX_CONDITIONS = 16;
const MAX_DETAILS = 2 ** 16 - 1;
const MAX_SPEND_WORD = 254;

const COUNTED = 1;
const CONDITIONED = 2;
const POLICED = 4;
const NATIVE = 8;
const DIRECT = 0xffff;
const RULE_BYTES = 8;
/** Period, place, and three numbers. */
const COUNTS_BYTES = 33;
const MAX_UINT96 = 2n ** 96n - 1n;
const MAX_UINT32 = 2 ** 32 - 1;

type Terms = Pick<Grant, "maxActions" | "maxSpend" | "permissions">;

/**
 * The rules of a grant as the chain derives and enforces them; every operation carries them, and their hash is part of the
 * session's id. The same as `GrantReader.sol`; `Rules.sol` has a picture.
 * @param grant The grant.
 * @returns The packed rules.
 * @throws InvalidInputError for everything that the chain would refuse.
 */
export function packRules(grant: Terms): Hex {
  const { permissions } = grant;
  if (permissions.length === 0 || permissions.length > MAX_PERMISSIONS) {
    throw refuse(`${permissions.length} permissions; allowed: 1 to ${MAX_PERMISSIONS}`);
  }
  const targets: Address[] = [];
  const rules: Hex[] = [];
  let details: Hex = "0x";
  for (const permission of permissions) {
    // Adjacent permissions share one entry.
    if (targets.length === 0 || !isSame(targets.at(-1), permission.target)) targets.push(permission.target);
    const more = packDetails(permission, grant);
    const detailsAt = size(more) === 0 ? 0 : size(details) + 1;
    if (detailsAt > MAX_DETAILS) throw refuse(`${detailsAt} bytes of limits, conditions and policies`);
    rules.push(
      concat([
        selectorIn(permission),
        numberToHex(targets.length - 1, { size: 1 }),
        numberToHex(spendWord(permission), { size: 1 }),
        numberToHex(detailsAt, { size: 2 }),
      ]),
    );
    details = concat([details, more]);
  }
  requireApart(permissions);
  if (grant.maxSpend !== 0n && permissions.every(({ spendArgument }) => spendArgument === "")) {
    throw refuse(`${grant.maxSpend} may be spent, and no permission says by which argument`);
  }
  const counts = [targets.length, permissions.length].map((count) => numberToHex(count, { size: 1 }));
  return concat([...counts, ...targets, ...rules, details]);
}

/**
 * The selector of a permission.
 * @param permission A permission of a grant.
 * @returns Zero for a transfer of the native coin.
 */
export function selectorIn({ functionSignature }: Pick<Permission, "functionSignature">): Hex {
  return functionSignature === NATIVE_TRANSFER ? "0x00000000" : selectorOf(functionSignature);
}

/** Of two rules for one function, one without a condition would make the other useless. */
function requireApart(permissions: readonly Permission[]): void {
  const first = new Map<string, Permission>();
  for (const permission of permissions) {
    const name = `${permission.target.toLowerCase()}${selectorIn(permission)}`;
    const other = first.get(name);
    first.set(name, other ?? permission);
    if (other && (other.conditions.length === 0 || permission.conditions.length === 0)) {
      throw refuse(`${permission.functionSignature} twice, once without a condition`);
    }
  }
}

function spendWord({ functionSignature, spendArgument }: Permission): number {
  if (spendArgument === "") return 0;
  const { kind, via, word } = locate(functionSignature, spendArgument);
  if (kind !== "unsigned" || via !== undefined || word > MAX_SPEND_WORD) {
    throw refuse(`argument ${spendArgument} of ${functionSignature} is no amount, or too far back`);
  }
  return word + 1;
}

function packDetails(permission: Permission, terms: Terms): Hex {
  const { functionSignature, maxValue, period, limits, conditions, policies, spendArgument } = permission;
  const isNative = functionSignature === NATIVE_TRANSFER;
  const isCounted = limits.length > 0;
  if (isCounted !== (period !== "")) throw refuse(`${limits.length} limits for the period '${period}'`);
  if (isNative && (maxValue === 0n || conditions.length > 0 || spendArgument !== "")) {
    throw refuse("a native transfer needs a value, and has no arguments");
  }
  const flags =
    (isNative ? NATIVE : 0) |
    (isCounted ? COUNTED : 0) |
    (conditions.length > 0 ? CONDITIONED : 0) |
    (policies.length > 0 ? POLICED : 0);
  if (flags === 0 && maxValue === 0n) return "0x";
  if (!isCounted && maxValue !== 0n) throw refuse(`${functionSignature} has value, but no limit on the total`);
  return concat([
    numberToHex(flags, { size: 1 }),
    numberToHex(maxValue, { size: 16 }),
    isCounted ? packCounts(permission, terms) : "0x",
    conditions.length > 0 ? packConditions(permission) : "0x",
    policies.length > 0 ? packPolicies(permission) : "0x",
  ]);
}

/** Without a limit, a field has the highest number, which is never reached. */
function packCounts({ functionSignature, maxValue, period, limits }: Permission, { maxActions }: Terms): Hex {
  const caps = { calls: BigInt(MAX_UINT32), amount: MAX_UINT96, value: maxValue === 0n ? MAX_UINT96 : 0n };
  const seen = new Set<string>();
  let place: Partial<Place> = {};
  for (const { counted, max } of limits) {
    const kind = counted === "calls" || counted === "value" ? counted : "amount";
    if (kind === "amount") place = locate(functionSignature, counted);
    if (kind === "amount" && place.kind !== "unsigned") throw refuse(`argument ${counted} is no amount`);
    if (kind === "calls" && max > BigInt(maxActions))
      throw refuse(`${max} calls, and ${maxActions} in the whole session`);
    if (seen.has(kind) || max <= 0n || max > MAX_UINT96) throw refuse(`limit of ${counted}: ${max}, or a second one`);
    seen.add(kind);
    caps[kind] = max;
  }
  if (seen.has("value") !== (maxValue !== 0n) || maxValue > caps.value) {
    throw refuse(`value of ${functionSignature}: ${maxValue} per call, ${caps.value} in all`);
  }
  return concat([
    numberToHex(periods.indexOf(period as (typeof periods)[number]), { size: 1 }),
    packPlace(place),
    numberToHex(caps.calls, { size: 4 }),
    numberToHex(caps.amount, { size: 12 }),
    numberToHex(caps.value, { size: 12 }),
  ]);
}

const packPlace = ({ via = DIRECT, word = DIRECT }: Partial<Place>) =>
  concat([numberToHex(via, { size: 2 }), numberToHex(word, { size: 2 })]);

const tests = ["unsigned between", "signed between", "one of", "length between", "hash one of"] as const;

function packConditions({ functionSignature, conditions }: Permission): Hex {
  if (conditions.length > MAX_CONDITIONS) throw refuse(`${conditions.length} conditions; allowed: ${MAX_CONDITIONS}`);
  const packed = conditions.map((condition) => {
    const place = locate(functionSignature, condition.argument);
    const test = testOf(condition, place);
    if (!test) throw refuse(`argument ${condition.argument} of ${functionSignature} cannot be '${condition.rule}'`);
    if (!isSatisfiable(condition, test))
      throw refuse(`'${condition.rule}' of argument ${condition.argument}: nothing is`);
    return concat([
      numberToHex(tests.indexOf(test), { size: 1 }),
      numberToHex(place.unit, { size: 2 }),
      packPlace(place),
      numberToHex(condition.values.length, { size: 1 }),
      ...condition.values.map((value) => numberToHex(value, { size: 32 })),
    ]);
  });
  return concat([numberToHex(conditions.length, { size: 1 }), ...packed]);
}

function testOf({ rule }: Condition, { kind, unit }: Place): (typeof tests)[number] | undefined {
  const isWord = kind === "unsigned" || kind === "signed" || kind === "word";
  if (isWord && rule === "between") return kind === "signed" ? "signed between" : "unsigned between";
  if (isWord && rule === "one of") return "one of";
  if (kind !== "bytes" && kind !== "list") return undefined;
  if (rule === "length between") return "length between";
  // The hash of dynamic elements depends on how they were encoded.
  return rule === "hash one of" && (kind === "bytes" || unit !== 0) ? "hash one of" : undefined;
}

function isSatisfiable({ values }: Condition, test: (typeof tests)[number]): boolean {
  if (test === "one of" || test === "hash one of") return values.length > 0;
  const [min, max] = values;
  if (min === undefined || max === undefined || values.length !== 2) return false;
  return test === "signed between" ? BigInt.asIntN(256, min) <= BigInt.asIntN(256, max) : min <= max;
}

/**
 * The contracts that are asked for the calls of a session.
 * @param rules As returned by {@link packRules}; for anything else the result is meaningless.
 * @returns Their addresses, in lowercase; some may appear more than once.
 */
export function readPolicies(rules: Hex): Address[] {
  const found: Address[] = [];
  const number = (at: number, bytes: number) => Number(slice(rules, at, at + bytes, { strict: true }));
  let at = 2 + 20 * number(0, 1) + RULE_BYTES * number(1, 1);
  while (at < size(rules)) {
    const flags = number(at, 1);
    at += 17 + (flags & COUNTED ? COUNTS_BYTES : 0);
    if (flags & CONDITIONED) {
      let left = number(at, 1);
      for (at += 1; left > 0; left--) at += 8 + 32 * number(at + 7, 1);
    }
    if (!(flags & POLICED)) continue;
    let left = number(at, 1);
    for (at += 1; left > 0; left--) {
      found.push(slice(rules, at, at + 20, { strict: true }).toLowerCase() as Address);
      at += 22 + number(at + 20, 2);
    }
  }
  return found;
}

function packPolicies({ policies }: Permission): Hex {
  const packed = policies.map(({ policy, config }) => concat([policy, numberToHex(size(config), { size: 2 }), config]));
  return concat([numberToHex(policies.length, { size: 1 }), ...packed]);
}

function isSame(a: Address | undefined, b: Address): boolean {
  return a !== undefined && getAddress(a) === getAddress(b);
}

function refuse(details: string): InvalidInputError {
  return new InvalidInputError("This session cannot be granted.", { details });
}
