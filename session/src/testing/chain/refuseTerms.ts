import { SessionError } from "../../errors/errors.ts";
import { type Condition, type Limit, NATIVE_TRANSFER, type Permission } from "../../grant/grantTypes.ts";
import type { PackedTerms } from "../../grant/packGrant.ts";
import { locate, type Place, readFunctionText } from "../../permissions/functionText.ts";
import { packRules, selectorIn } from "../../permissions/rules.ts";
import { Revert, revert } from "./revert.ts";

const MAX_PERMISSIONS = 128;
const MAX_CONDITIONS = 16;
const MAX_SPEND_WORD = 254;

/**
 * Refuses a grant that breaks the grammar, with the error of `GrantReader`. The kit's own `packRules` decides;
 * if it refuses a grant and nothing here knows the reason, the error has none.
 * @param terms As they were packed.
 * @throws Revert.
 */
export function refuseTerms(terms: PackedTerms): void {
  try {
    packRules(terms);
  } catch (error) {
    if (!(error instanceof SessionError)) throw error;
    nameFault(terms);
    throw new Revert("0x", error.message);
  }
}

/** Goes through a grant in the reader's order. */
function nameFault(terms: PackedTerms): void {
  const { permissions, maxSpend } = terms;
  const count = permissions.length;
  if (count === 0 || count > MAX_PERMISSIONS)
    revert("GrantPermissionCount", [BigInt(count), 1n, BigInt(MAX_PERMISSIONS)]);
  for (const [index, permission] of permissions.entries()) {
    namePermissionFault(permission, terms.maxActions);
    const { target } = permission;
    const selector = selectorIn(permission);
    const others = permissions
      .slice(0, index)
      .filter((other) => selectorIn(other) === selector && other.target.toLowerCase() === target.toLowerCase());
    const isApart = others.every(({ conditions }) => conditions.length > 0 && permission.conditions.length > 0);
    if (!isApart) revert("PermissionDuplicate", [target, selector]);
  }
  const spends = permissions.some(({ spendArgument }) => spendArgument !== "");
  if (maxSpend !== 0n && !spends) revert("GrantSpendUnused", [maxSpend]);
}

function namePermissionFault(permission: Permission, maxActions: number): void {
  const { target, functionSignature: text, maxValue, spendArgument, period, limits, conditions } = permission;
  const isNative = text === NATIVE_TRANSFER;
  // The byte at which the reader stopped is not known here.
  if (!isNative && !isRead(() => readFunctionText(text)))
    revert("FunctionSignatureInvalid", [text, BigInt(text.length)]);
  if (spendArgument !== "") {
    const place = locateAmount(text, spendArgument);
    if (place.via !== undefined || place.word > MAX_SPEND_WORD) revert("ArgumentNotComparable", [text, spendArgument]);
  }
  const isTransfer = maxValue !== 0n && spendArgument === "" && conditions.length === 0;
  if (isNative && !isTransfer) revert("PermissionNotTransfer", [target]);
  if (period === "" && maxValue !== 0n && limits.length === 0) revert("PermissionValueUncounted", [target]);
  if (period !== "" && limits.length === 0) revert("PermissionPeriod", [period]);
  nameLimitFault(permission, limits, maxActions);
  if (conditions.length > MAX_CONDITIONS) {
    revert("PermissionConditionCount", [BigInt(conditions.length), BigInt(MAX_CONDITIONS)]);
  }
  for (const condition of conditions) nameConditionFault(permission, condition);
}

function nameLimitFault(
  { functionSignature: text, maxValue, target }: Permission,
  limits: readonly Limit[],
  most: number,
) {
  const seen = new Set<string>();
  for (const { counted, max } of limits) {
    const kind = counted === "calls" || counted === "value" ? counted : "amount";
    if (kind === "amount") locateAmount(text, counted);
    if (kind === "calls" && max > BigInt(most)) revert("LimitUnreachable", [counted, max]);
    if (seen.has(kind) || max === 0n) revert("LimitRefused", [counted, max]);
    seen.add(kind);
  }
  if (limits.length === 0) return;
  const cap = limits.find(({ counted }) => counted === "value")?.max;
  const isBounded = (cap !== undefined) === (maxValue !== 0n) && maxValue <= (cap ?? 0n);
  if (!isBounded) revert("PermissionValueUncounted", [target]);
}

function nameConditionFault({ functionSignature: text }: Permission, condition: Condition): void {
  const { argument, rule, values } = condition;
  const { kind, unit } = locateOrRefuse(text, argument);
  const isOfWord = rule === "between" || rule === "one of";
  const isDynamic = kind === "bytes" || kind === "list";
  const isFixed = kind !== "list" || unit !== 0 || rule !== "hash one of";
  if (kind === "opaque" || !isFixed || isDynamic === isOfWord) revert("ArgumentNotComparable", [text, argument]);
  const read = (word: bigint) => (kind === "signed" && rule === "between" ? BigInt.asIntN(256, word) : word);
  const [min = 0n, max = 0n] = values.map(read);
  const isSatisfiable = rule.endsWith("between") ? values.length === 2 && min <= max : values.length > 0;
  if (!isSatisfiable) revert("ConditionEmpty", [argument, rule]);
}

function locateAmount(text: string, path: string): Place {
  const place = locateOrRefuse(text, path);
  return place.kind === "unsigned" ? place : revert("ArgumentNotComparable", [text, path]);
}

function locateOrRefuse(text: string, path: string): Place {
  try {
    return locate(text, path);
  } catch (error) {
    if (!(error instanceof SessionError)) throw error;
    return revert("ArgumentPathInvalid", [text, path]);
  }
}

function isRead(read: () => unknown): boolean {
  try {
    read();
    return true;
  } catch {
    return false;
  }
}
