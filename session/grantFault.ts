import type { Address, Hex } from "viem";
import { size, slice } from "viem";
import { entryPoint08Address } from "viem/account-abstraction";

import { SessionKitError } from "./errors";
import type { Grant, Permission } from "./grantTypes";
import { requireLimits, selectorOf } from "./permissionText";
import { MAX_DURATION_SECONDS } from "./window";

/** Why the chain would not enable a grant: the field, what it holds, and what may stand there. */
export type GrantFault = { what: string; seen: unknown; allowed: string };

// The packed widths of the words in which the module counts (Budget.sol, Terms.sol) and of the grant's own fields.
const MAX_ACTIONS = 2 ** 16 - 1;
const MAX_GAS_WEI = 2n ** 72n - 1n;
const MAX_SPEND = 2n ** 96n - 1n;
const MAX_VALUE = 2n ** 128n - 1n;
const MAX_UINT32 = 2 ** 32 - 1;
const MAX_NONCE_KEY = 2n ** 192n - 1n;
const MAX_PERMISSIONS = 32;
const MIN_KEY_BYTES = 20;
const MAX_KEY_BYTES = 255;

/**
 * What `SessionValidator` would refuse a grant for, as far as the grant alone tells. Never laxer than the contract:
 * both replay `grants.json`. Stricter in two places: a session without actions or without gas can do nothing.
 * What only the chain knows is not here: the account's epoch, whether the key was used, other modules as targets, and
 * whether a key of 20 bytes is an address with code, which can sign nothing.
 * @param grant The grant.
 * @param validator The module that is to enforce it.
 * @returns The first fault, or undefined.
 */
export function findGrantFault(grant: Grant, validator: Address): GrantFault | undefined {
  return findFieldFault(grant) ?? findPermissionFault(grant, validator);
}

function findFieldFault(grant: Grant): GrantFault | undefined {
  const { sessionKey, validAfter, validUntil, maxActions, maxSpend, maxGasWei, nonceKey, epoch } = grant;
  const duration = validUntil - validAfter;
  const isWindow = isCount(validAfter, 0, MAX_UINT32) && isCount(validUntil, 0, MAX_UINT32);
  const rules: [isFine: boolean, what: string, seen: unknown, allowed: string][] = [
    [isSigner(sessionKey), "sessionKey", sessionKey, `${MIN_KEY_BYTES} to ${MAX_KEY_BYTES} bytes that name a signer`],
    [
      isWindow && isCount(duration, 1, MAX_DURATION_SECONDS),
      "window",
      duration,
      `1 to ${MAX_DURATION_SECONDS} seconds`,
    ],
    [isCount(maxActions, 1, MAX_ACTIONS), "maxActions", maxActions, `1 to ${MAX_ACTIONS}`],
    [isAmount(maxSpend, MAX_SPEND), "maxSpend", maxSpend, `0 to ${MAX_SPEND}`],
    [maxGasWei > 0n && isAmount(maxGasWei, MAX_GAS_WEI), "maxGasWei", maxGasWei, `1 to ${MAX_GAS_WEI} wei`],
    [isAmount(nonceKey, MAX_NONCE_KEY), "nonceKey", nonceKey, "192 bits"],
    [isCount(epoch, 0, MAX_UINT32), "epoch", epoch, `0 to ${MAX_UINT32}`],
  ];
  const broken = rules.find(([isFine]) => !isFine);
  return broken && { what: broken[1], seen: broken[2], allowed: broken[3] };
}

function findPermissionFault({ account, permissions }: Grant, validator: Address): GrantFault | undefined {
  if (!isCount(permissions.length, 1, MAX_PERMISSIONS)) {
    return { what: "permissions", seen: permissions.length, allowed: `1 to ${MAX_PERMISSIONS} permissions` };
  }
  const forbidden = [account, validator, entryPoint08Address].map(BigInt);
  const seen = new Set<string>();
  for (const permission of permissions) {
    const { target, functionSignature, maxValue } = permission;
    if (BigInt(target) === 0n || forbidden.includes(BigInt(target))) {
      const allowed = "a contract that is neither the account, nor the module, nor the EntryPoint";
      return { what: "permission.target", seen: target, allowed };
    }
    if (!isAmount(maxValue, MAX_VALUE)) return { what: "permission.maxValue", seen: maxValue, allowed: "128 bits" };
    const fault = findLimitFault(permission);
    if (fault) return { what: "permission.functionSignature", seen: functionSignature, allowed: fault };
    const key = `${BigInt(target)} ${selectorOf(functionSignature)}`;
    if (seen.has(key)) return { what: "permission", seen: functionSignature, allowed: "each function once" };
    seen.add(key);
  }
  return undefined;
}

function findLimitFault(permission: Permission): string | undefined {
  try {
    requireLimits(permission);
    return undefined;
  } catch (error) {
    if (error instanceof SessionKitError) return `name(type,…) with limits that it can carry; ${error.details}`;
    throw error;
  }
}

/** ERC-7913: an address that is not zero, or a verifier and a key. */
function isSigner(signer: Hex): boolean {
  return isCount(size(signer), MIN_KEY_BYTES, MAX_KEY_BYTES) && BigInt(slice(signer, 0, MIN_KEY_BYTES)) !== 0n;
}

function isCount(value: number, min: number, max: number): boolean {
  return Number.isInteger(value) && value >= min && value <= max;
}

function isAmount(value: bigint, max: bigint): boolean {
  return value >= 0n && value <= max;
}
