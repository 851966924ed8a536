import type { Address, Hex, TypedDataDomain } from "viem";
import { hashStruct, hashTypedData } from "viem";
import type { Grant } from "./grantTypes";

/** Where a grant counts: one SessionValidator on one chain, in the name of whoever deployed it. */
export type SessionModule = { chainId: number; validator: Address; name: string };

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
 * @param module Chain, address and name of the validator.
 * @returns The domain that grants and revocations are signed in.
 */
export function sessionDomain({ name, chainId, validator }: SessionModule) {
  return { name, version: "2", chainId, verifyingContract: validator } as const satisfies TypedDataDomain;
}

/**
 * Typed data of a grant, as `eth_signTypedData_v4` shows it to the owner.
 * @param module Chain, address and name of the validator.
 * @param grant What is granted.
 * @returns EIP-712 typed data with primary type `Grant`.
 */
export function grantTypedData(module: SessionModule, grant: Grant) {
  return { domain: sessionDomain(module), types: grantTypes, primaryType: "Grant", message: grant } as const;
}

/**
 * EIP-712 digest of a grant.
 * @param module Chain, address and name of the validator.
 * @param grant What is granted.
 * @returns The 32 bytes that the owner's signature is over.
 */
export function hashGrant(module: SessionModule, grant: Grant): Hex {
  return hashTypedData(grantTypedData(module, grant));
}

/**
 * EIP-712 struct hash of a grant: the same in every domain.
 * @param grant What is granted.
 * @returns As `GrantReader.read` gives it.
 */
export function hashGrantStruct(grant: Grant): Hex {
  return hashStruct({ types: grantTypes, primaryType: "Grant", data: grant });
}
