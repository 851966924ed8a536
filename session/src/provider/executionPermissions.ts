import { type Address, type Hex, hexToBigInt, hexToString, isAddress, isHex, numberToHex, stringToHex } from "viem";
import { InvalidGrantError } from "../errors/inputErrors.ts";
import type { Permission } from "../grant/grantTypes.ts";
import { type PortableGrant, parseGrant, requirePermissions, serializeGrant } from "../grant/portable.ts";
import type { ContractPermissions } from "../permissions/allow.ts";
import type { OpenParameters, SessionLimits } from "../sessions/types.ts";

/*
 * A request modelled on ERC-7715 (draft): the envelope follows the standard; the kind of permission is ours, because the
 * standard has none for contract calls. Not standard: `contract-calls` and its data, and that `to` may be an ERC-7913 signer. The
 * context is our signed grant as text; `delegationManager` is the session module, which is not an ERC-7710 manager.
 */

/** Our kind of permission. */
export const CONTRACT_CALLS = "contract-calls";

/** One request of `wallet_requestExecutionPermissions`. */
export type ExecutionPermissionRequest = {
  chainId: Hex;
  from?: Address;
  /** Whose key will be used. */
  to: Hex;
  permission: {
    type: typeof CONTRACT_CALLS;
    isAdjustmentAllowed: boolean;
    data: { permissions: readonly unknown[]; calls: number; spend: Hex; gas?: Hex };
  };
  rules: readonly { type: "expiry"; data: { timestamp: number } }[];
};
/** One answer: the request, and what the key needs to act. */
export type ExecutionPermissionResponse = ExecutionPermissionRequest & {
  context: Hex;
  dependencies: readonly { factory: Address; factoryData: Hex }[];
  delegationManager: Address;
};

/**
 * Asks a wallet or a provider of this kit for a grant, in the form of ERC-7715.
 * @param parameters The parameters of `open`, the key that will be used, and until when (Unix seconds).
 */
export function toExecutionPermissionRequest(parameters: {
  chainId: number;
  to: Hex;
  permissions: readonly ContractPermissions[];
  limits: SessionLimits;
  expiry: number;
}): ExecutionPermissionRequest {
  const { chainId, to, permissions, limits, expiry } = parameters;
  const plain: unknown = JSON.parse(
    JSON.stringify(
      permissions.flatMap((each) => each.permissions),
      (_, value: unknown) => (typeof value === "bigint" ? numberToHex(value) : value),
    ),
  );
  return {
    ...{ chainId: numberToHex(chainId), to },
    permission: {
      ...{ type: CONTRACT_CALLS, isAdjustmentAllowed: false },
      data: {
        permissions: plain as unknown[],
        ...{ calls: limits.calls, spend: numberToHex(limits.spend ?? 0n) },
        ...(limits.gas !== undefined && { gas: numberToHex(limits.gas) }),
      },
    },
    rules: [{ type: "expiry", data: { timestamp: expiry } }],
  };
}

/**
 * Reads a request from elsewhere, for `Sessions.grant`.
 * @param request A request from anybody.
 * @param nowSeconds Chain clock.
 * @throws InvalidGrantError naming the field. An unknown rule is refused, never dropped.
 */
export function fromExecutionPermissionRequest(
  request: ExecutionPermissionRequest,
  nowSeconds: number,
): { to: Hex; permissions: OpenParameters["permissions"]; limits: SessionLimits } {
  const { to, permission, rules } = request;
  if (!isHex(to)) throw new InvalidGrantError("to", "not a signer");
  if (permission?.type !== CONTRACT_CALLS)
    throw new InvalidGrantError("permission.type", `seen ${String(permission?.type)}, allowed ${CONTRACT_CALLS}`);
  const unknown = (rules ?? []).find(({ type }) => type !== "expiry");
  if (unknown) throw new InvalidGrantError("rules", `seen ${unknown.type}, allowed expiry`);
  const expiry = rules?.[0]?.data?.timestamp;
  if (!Number.isSafeInteger(expiry)) throw new InvalidGrantError("rules", "an expiry in Unix seconds is needed");
  const { permissions, calls, spend, gas } = permission.data;
  const read = requirePermissions(permissions);
  return {
    to,
    permissions: toContractPermissions(read) as unknown as OpenParameters["permissions"],
    limits: {
      ...{ calls, spend: isHex(spend) ? hexToBigInt(spend) : 0n, duration: Math.floor((expiry ?? 0) - nowSeconds) },
      ...(isHex(gas) && { gas: hexToBigInt(gas) }),
    },
  };
}

/** The answer to the requester, from a signed grant. */
export function toExecutionPermissionResponse(
  request: ExecutionPermissionRequest,
  granted: PortableGrant,
): ExecutionPermissionResponse {
  return {
    ...request,
    from: granted.grant.account,
    context: stringToHex(serializeGrant(granted)),
    dependencies: [granted.factory],
    delegationManager: granted.validator,
  };
}

/**
 * The grant from an answer's context, for `Sessions.adopt`.
 * @throws InvalidGrantError if it is not from this kit.
 */
export function parsePermissionContext(context: Hex): PortableGrant {
  return parseGrant(hexToString(context));
}

function toContractPermissions(permissions: readonly Permission[]): ContractPermissions[] {
  return permissions.map((permission) => {
    if (!isAddress(permission.target)) throw new InvalidGrantError("permission.data", "a target is not an address");
    return {
      ...{ type: "permissions", address: permission.target, label: undefined, abi: [] },
      ...{ permissions: [permission], says: [{ words: undefined, inputs: [] }] },
    };
  });
}
