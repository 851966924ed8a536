import type { Address, Hex, TypedDataDomain } from "viem";
import { encodeAbiParameters, hashTypedData, keccak256, parseAbiParameters, zeroAddress } from "viem";

import { InvalidInputError } from "./errors";
import { findGrantFault } from "./grantFault";
import type { Grant, Permission } from "./grantTypes";
import { createWindow } from "./window";

export type { ArgumentBound, Grant, Permission } from "./grantTypes";

/** Where a grant counts: one SessionValidator on one chain. */
export type SessionModule = { chainId: number; validator: Address };

/** EIP-712 types of everything that is signed for the SessionValidator. */
export const sessionTypes = {
  Grant: [
    { name: "account", type: "address" },
    { name: "sessionKey", type: "bytes" },
    { name: "validAfter", type: "uint48" },
    { name: "validUntil", type: "uint48" },
    { name: "maxActions", type: "uint32" },
    { name: "maxSpend", type: "uint96" },
    { name: "maxGasWei", type: "uint96" },
    { name: "paymaster", type: "address" },
    { name: "nonceKey", type: "uint192" },
    { name: "epoch", type: "uint32" },
    { name: "permissions", type: "Permission[]" },
  ],
  Permission: [
    { name: "target", type: "address" },
    { name: "functionSignature", type: "string" },
    { name: "maxValue", type: "uint128" },
    { name: "spendArgument", type: "uint8" },
    { name: "bounds", type: "ArgumentBound[]" },
  ],
  ArgumentBound: [
    { name: "argument", type: "uint8" },
    { name: "min", type: "uint256" },
    { name: "max", type: "uint256" },
  ],
} as const;

/** Body of a signature of kind `0x01`: enable and use. */
const grantBody = parseAbiParameters([
  "Grant grant, bytes ownerSignature, bytes sessionSignature",
  "struct Grant { address account; bytes sessionKey; uint48 validAfter; uint48 validUntil; uint32 maxActions; uint96 maxSpend; uint96 maxGasWei; address paymaster; uint192 nonceKey; uint32 epoch; Permission[] permissions; }",
  "struct Permission { address target; string functionSignature; uint128 maxValue; uint8 spendArgument; ArgumentBound[] bounds; }",
  "struct ArgumentBound { uint8 argument; uint256 min; uint256 max; }",
]);

/**
 * EIP-712 domain of a SessionValidator.
 * @param module Chain and address of the validator.
 * @returns The domain that grants and revocations are signed in.
 */
export function sessionDomain(module: SessionModule) {
  return {
    name: "Hourglass SessionValidator",
    version: "1",
    chainId: module.chainId,
    verifyingContract: module.validator,
  } as const satisfies TypedDataDomain;
}

/**
 * Typed data of a grant, as `eth_signTypedData_v4` shows it to the owner.
 * @param module Chain and address of the validator.
 * @param grant What is granted.
 * @returns EIP-712 typed data with primary type `Grant`.
 * @throws InvalidInputError when the chain would not enable this grant: nobody is asked to sign what is worth nothing.
 */
export function grantTypedData(module: SessionModule, grant: Grant) {
  requireGrantable(grant, module.validator);
  return toGrantTypedData(module, grant);
}

/**
 * The same for any grant, also one that the chain would refuse: what hashes and tests need.
 * @param module Chain and address of the validator.
 * @param grant What is granted.
 * @returns EIP-712 typed data with primary type `Grant`.
 */
export function toGrantTypedData(module: SessionModule, grant: Grant) {
  return { domain: sessionDomain(module), types: sessionTypes, primaryType: "Grant", message: grant } as const;
}

/**
 * EIP-712 digest of a grant; equals `SessionValidator.hashGrant`.
 * @param module Chain and address of the validator.
 * @param grant What is granted.
 * @returns The 32 bytes that the owner's signature is over.
 */
export function hashGrant(module: SessionModule, grant: Grant): Hex {
  return hashTypedData(toGrantTypedData(module, grant));
}

/**
 * Id of a session; equals `SessionValidator.sessionId`.
 * @param sessionKey ERC-7913 signer bytes of the session key.
 * @returns keccak256 of the key.
 */
export function sessionId(sessionKey: Hex): Hex {
  return keccak256(sessionKey);
}

/**
 * ABI encoding of the body of a signature of kind `0x01` (enable and use).
 * @param grant The grant as it was signed.
 * @param ownerSignature Over `hashGrant`.
 * @param sessionSignature Over the `userOpHash`.
 * @returns `abi.encode(Grant, bytes, bytes)`.
 */
export function encodeGrant(grant: Grant, ownerSignature: Hex, sessionSignature: Hex): Hex {
  return encodeAbiParameters(grantBody, [grant, ownerSignature, sessionSignature]);
}

/** What a developer decides about a session; everything else follows from it or has a safe default. */
export type CreateGrantParameters = {
  account: Address;
  sessionKey: Hex;
  /** The module that will enforce the grant; the upper 160 bits of the nonce key. */
  validator: Address;
  /** Number of the device's lane, the lower 32 bits of the nonce key. */
  lane: number;
  /** As `readGrantEpoch` gives it: `epochOf(account)`, and 1 for an account that is not deployed yet. */
  epoch: number;
  /** Chain clock, Unix seconds. */
  nowSeconds: number;
  permissions: readonly Permission[];
  maxActions: number;
  maxGasWei: bigint;
  /** Default: nothing may be spent. */
  maxSpend?: bigint;
  /** Default: the session pays for itself, no paymaster may be used. */
  paymaster?: Address;
  /** Default: one hour, the longest that the module accepts. */
  durationSeconds?: number;
};

/**
 * Builds a grant with the narrowest defaults: no spending, no native value, no paymaster, usable at once.
 * @param parameters See {@link CreateGrantParameters}.
 * @returns The grant, ready for `grantTypedData`.
 * @throws InvalidInputError when the window is not possible, or for whatever else the contract would not enable; see
 * `findGrantFault`.
 */
export function createGrant(parameters: CreateGrantParameters): Grant {
  const { account, sessionKey, validator, lane, epoch, permissions, maxActions, maxGasWei } = parameters;
  const grant: Grant = {
    account,
    sessionKey,
    ...createWindow(parameters.nowSeconds, parameters.durationSeconds),
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
 * Nonce key of a lane: an ERC-7579 account of OpenZeppelin's kind takes the validator from its upper 160 bits.
 * @param validator Address of the module that validates the operations of this lane.
 * @param lane Number of the lane, 0 to 2^32 - 1; one per device, so that two devices never collide.
 * @returns The `uint192` key.
 * @throws InvalidInputError when the lane does not fit into 32 bits.
 */
export function toNonceKey(validator: Address, lane: number): bigint {
  if (!Number.isInteger(lane) || lane < 0 || lane > 0xffffffff) {
    throw new InvalidInputError("The lane number must fit into 32 bits.", { details: `lane ${lane}` });
  }
  return (BigInt(validator) << 32n) | BigInt(lane);
}
