import type { Address, Hex, TypedDataDomain } from "viem";
import { hashStruct, hashTypedData, zeroAddress } from "viem";

import { InvalidInputError } from "../errors/errors.ts";
import { findGrantFault } from "./grantFault.ts";
import type { Grant, Permission } from "./grantTypes.ts";
import { toSessionId, toSessionProof } from "./sessionId.ts";
import { createWindow } from "./window.ts";

export type { Condition, Grant, Limit, Permission, Policy } from "./grantTypes.ts";

/** Where a grant is valid: one SessionValidator on one chain, in the name of its deployer. */
export type SessionModule = {
  chainId: number;
  validator: Address;
  /** Name of the domain in which owners sign. */
  name: string;
  /** The module's `P256_VERIFIER`. */
  p256Verifier: Address;
};

/**
 * The module in which grants of a deployment are valid.
 * @param deployment As written by the deploy script.
 * @returns The module.
 */
export function sessionModuleOf(deployment: {
  chainId: number;
  name: string;
  sessionValidator: Address;
  p256Verifier: Address;
}): SessionModule {
  const { chainId, name, sessionValidator: validator, p256Verifier } = deployment;
  return { chainId, validator, name, p256Verifier };
}

/** EIP-712 types of a grant. */
export const grantTypes = {
  Grant: [
    { name: "account", type: "address" },
    { name: "sessionKey", type: "bytes" },
    { name: "validAfter", type: "uint48" },
    { name: "validUntil", type: "uint48" },
    { name: "maxActions", type: "uint16" },
    { name: "maxSpend", type: "uint96" },
    { name: "maxGasWei", type: "uint64" },
    { name: "paymaster", type: "address" },
    { name: "nonceKey", type: "uint192" },
    { name: "epoch", type: "bytes32" },
    { name: "permissions", type: "Permission[]" },
  ],
  Permission: [
    { name: "target", type: "address" },
    { name: "functionSignature", type: "string" },
    { name: "maxValue", type: "uint128" },
    { name: "spendArgument", type: "string" },
    { name: "period", type: "string" },
    { name: "limits", type: "Limit[]" },
    { name: "conditions", type: "Condition[]" },
    { name: "policies", type: "Policy[]" },
  ],
  Limit: [
    { name: "counted", type: "string" },
    { name: "max", type: "uint96" },
  ],
  Condition: [
    { name: "argument", type: "string" },
    { name: "rule", type: "string" },
    { name: "values", type: "uint256[]" },
  ],
  Policy: [
    { name: "policy", type: "address" },
    { name: "config", type: "bytes" },
  ],
} as const;

/**
 * EIP-712 domain of a SessionValidator.
 * @param module Where the grant is valid.
 * @returns The domain in which grants and revocations are signed.
 */
export function sessionDomain({ name, chainId, validator }: Omit<SessionModule, "p256Verifier">) {
  return { name, version: "2", chainId, verifyingContract: validator } as const satisfies TypedDataDomain;
}

/**
 * Typed data of a grant, as `eth_signTypedData_v4` shows it to the owner.
 * @param module Where the grant is valid.
 * @param grant What is granted.
 * @returns EIP-712 typed data with primary type `Grant`.
 * @throws InvalidInputError if the chain would not enable this grant, so that nobody signs a useless one.
 */
export function grantTypedData(module: SessionModule, grant: Grant) {
  requireGrantable(grant, module.validator);
  return toGrantTypedData(module, grant);
}

/**
 * The same for any grant, including invalid ones; needed for hashes and tests.
 * @param module Where the grant is valid.
 * @param grant What is granted.
 * @returns EIP-712 typed data with primary type `Grant`.
 */
export function toGrantTypedData(module: SessionModule, grant: Grant) {
  return { domain: sessionDomain(module), types: grantTypes, primaryType: "Grant", message: grant } as const;
}

/**
 * EIP-712 digest of a grant.
 * @param module Where the grant is valid.
 * @param grant What is granted.
 * @returns The 32 bytes that the owner signs.
 */
export function hashGrant(module: SessionModule, grant: Grant): Hex {
  return hashTypedData(toGrantTypedData(module, grant));
}

/**
 * EIP-712 struct hash of a grant: the same in every domain.
 * @param grant What is granted.
 * @returns The same as `GrantReader.read`.
 */
export function hashGrantStruct(grant: Grant): Hex {
  return hashStruct({ types: grantTypes, primaryType: "Grant", data: grant });
}

/**
 * Id of the session that a grant begins. It depends on its key, all of its rules, its paymaster and its lane.
 * @param module Where the grant is valid.
 * @param grant What is granted.
 * @returns 28 bytes and four zero bytes, the same as `SessionValidator.sessionId`.
 */
export function sessionIdOf({ p256Verifier }: Pick<SessionModule, "p256Verifier">, grant: Grant): Hex {
  return toSessionId(toSessionProof(grant, p256Verifier));
}

/** What a developer decides about a session; everything else is derived or has a safe default. */
export type CreateGrantParameters = {
  account: Address;
  sessionKey: Hex;
  /** The module that enforces the grant; the upper 160 bits of the nonce key. */
  validator: Address;
  /** Number of the device's lane, the lower 32 bits of the nonce key. */
  lane: number;
  /** As returned by `readGrantEpoch`. */
  epoch: Hex;
  /** Chain clock, Unix seconds. */
  nowSeconds: number;
  permissions: readonly Permission[];
  maxActions: number;
  maxGasWei: bigint;
  /** Default: nothing may be spent. */
  maxSpend?: bigint;
  /** Default: the account pays for itself, no paymaster may be used. */
  paymaster?: Address;
  /** Default: one hour, the longest that Hourglass's module accepts. */
  durationSeconds?: number;
  /** Chain clock, Unix seconds: when the session may begin, for an owner that needs time to sign. Default: at once. */
  beginSeconds?: number | undefined;
};

/**
 * Builds a grant with the narrowest defaults: no spending, no native value, no paymaster, usable at once.
 * @param parameters See {@link CreateGrantParameters}.
 * @returns The grant, ready for `grantTypedData`.
 * @throws InvalidInputError if the window is impossible, or for any other reason why the contract would not enable the grant; see
 * `findGrantFault`.
 */
export function createGrant(parameters: CreateGrantParameters): Grant {
  const { account, sessionKey, validator, lane, epoch, permissions, maxActions, maxGasWei } = parameters;
  const grant: Grant = {
    account,
    sessionKey,
    ...createWindow(parameters.nowSeconds, parameters.durationSeconds, parameters.beginSeconds),
    maxActions,
    maxSpend: parameters.maxSpend ?? 0n,
    maxGasWei,
    paymaster: parameters.paymaster ?? zeroAddress,
    nonceKey: toNonceKey(validator, lane),
    epoch,
    permissions,
  };
  requireGrantable(grant, validator);
  return grant;
}

function requireGrantable(grant: Grant, validator: Address): void {
  const fault = findGrantFault(grant, validator);
  if (!fault) return;
  throw new InvalidInputError("This session cannot be granted.", {
    details: `${fault.what} ${fault.seen}; allowed: ${fault.allowed}`,
  });
}

/**
 * Nonce key of a lane: an ERC-7579 account of OpenZeppelin's kind reads the validator from its upper 160 bits.
 * @param validator Address of the module that validates the operations of this lane.
 * @param lane Number of the lane, 0 to 2^32 - 1; one per device, so that two devices never collide.
 * @returns The `uint192` key.
 * @throws InvalidInputError if the lane does not fit into 32 bits.
 */
export function toNonceKey(validator: Address, lane: number): bigint {
  if (!Number.isInteger(lane) || lane < 0 || lane > 0xffffffff) {
    throw new InvalidInputError("The lane number must fit into 32 bits.", { details: `lane ${lane}` });
  }
  return (BigInt(validator) << 32n) | BigInt(lane);
}
