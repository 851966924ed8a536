import type { Address, Hex } from "viem";
import { isHex, size, slice } from "viem";
import {
  entryPoint06Address,
  entryPoint07Address,
  entryPoint08Address,
  entryPoint09Address,
} from "viem/account-abstraction";

import { SessionError } from "../errors/errors.ts";
import { packRules } from "../permissions/rules.ts";
import type { Grant } from "./grantTypes.ts";
import { packGrant } from "./packGrant.ts";
import { MAX_DURATION_SECONDS } from "./window.ts";

/** Why the chain would not enable a grant: the field, its value, and the allowed values. */
export type GrantFault = { what: string; seen: unknown; allowed: string };

// Field widths of the packed word in which the module counts (Budget.sol).
const MAX_ACTIONS = 2 ** 16 - 1;
const MAX_GAS_WEI = 2n ** 64n - 1n;
const MAX_SPEND = 2n ** 96n - 1n;
const MAX_UINT32 = 2 ** 32 - 1;
const MAX_NONCE_KEY = 2n ** 192n - 1n;
const MIN_KEY_BYTES = 20;
const MAX_KEY_BYTES = 255;
const P256_KEY_BYTES = 64;

/**
 * The reason why `SessionValidator` would refuse a grant, as far as the grant alone shows it. Never laxer than the contract;
 * for the permissions it uses `packRules`, which does the same as the contract. Stricter in two places: a session without actions or without gas can do nothing.
 * What only the chain knows is not checked: the account's epoch, whether the session was used, other modules as targets, and
 * whether a key's verifier has code.
 * @param grant The grant.
 * @param validator The module that is to enforce it.
 * @returns The first fault, or undefined.
 */
export function findGrantFault(grant: Grant, validator: Address): GrantFault | undefined {
  return findFieldFault(grant) ?? findTargetFault(grant, validator) ?? findPermissionFault(grant);
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
    [isHex(epoch) && size(epoch) === 32, "epoch", epoch, "32 bytes"],
  ];
  const broken = rules.find(([isFine]) => !isFine);
  return broken && { what: broken[1], seen: broken[2], allowed: broken[3] };
}

function findTargetFault({ account, permissions }: Grant, validator: Address): GrantFault | undefined {
  const entryPoints = [entryPoint06Address, entryPoint07Address, entryPoint08Address, entryPoint09Address];
  const forbidden = [0n, ...[account, validator, ...entryPoints].map(BigInt)];
  const broken = permissions.find(({ target }) => forbidden.includes(BigInt(target)));
  const allowed = "a contract that is neither the account, nor the module, nor an EntryPoint";
  return broken && { what: "permission.target", seen: broken.target, allowed };
}

function findPermissionFault(grant: Grant): GrantFault | undefined {
  try {
    // First check that everything fits into its field, because packing rules needs that.
    packGrant(grant);
    packRules(grant);
    return undefined;
  } catch (error) {
    if (!(error instanceof SessionError)) throw error;
    return { what: "permissions", seen: error.details, allowed: "functions as text, with limits that they can have" };
  }
}

/** ERC-7913: an address that is not zero, or a verifier and a key. 64 bytes would be encoded like a key of the P-256 verifier. */
function isSigner(signer: Hex): boolean {
  const isKey = isCount(size(signer), MIN_KEY_BYTES, MAX_KEY_BYTES) && size(signer) !== P256_KEY_BYTES;
  return isKey && BigInt(slice(signer, 0, MIN_KEY_BYTES)) !== 0n;
}

function isCount(value: number, min: number, max: number): boolean {
  return Number.isInteger(value) && value >= min && value <= max;
}

function isAmount(value: bigint, max: bigint): boolean {
  return value >= 0n && value <= max;
}
