import { type AllowParameters, allow, type ContractPermissions } from "@hourglass/session";
import type { SponsorPolicy } from "@hourglass/session/sponsor";
import type { Abi, AbiFunction, Address } from "viem";
import { toFunctionSignature } from "viem";
import type { Deployment } from "@/app/_api/config";
import { bazaarAbi, hourglassAbi, itemsAbi, sandAbi } from "@/app/_chain/generated/abis";
import type { ServerEnv } from "@/app/_env/server";
import { sessionFunctions } from "@/game/rules/sessionFunctions";

/** The environment variables that limit it, in wei. */
type Limits = Pick<
  ServerEnv,
  | "SPONSOR_SESSION_WEI"
  | "SPONSOR_OPERATION_WEI"
  | "SPONSOR_MAX_FEE_PER_GAS"
  | "SPONSOR_MAX_PRIORITY_FEE_PER_GAS"
  | "SPONSOR_ACCOUNT_DAY_WEI"
  | "SPONSOR_OPERATIONS_DAY_WEI"
  | "SPONSOR_RANGE_DAY_WEI"
  | "SPONSOR_DAY_WEI"
>;

/**
 * What this game pays for.
 * @param deployment Addresses of this world.
 * @param limits Set by the environment.
 * @returns The sponsor's policy.
 */
export function createPolicy(deployment: Deployment, limits: Limits): SponsorPolicy {
  const playable = allowPlay(deployment.hourglass);
  return {
    sessions: { allow: [playable], maxGas: limits.SPONSOR_SESSION_WEI },
    ownerCalls: {
      allow: (account) => [playable, ...allowOwner(deployment, account)],
      maxGas: limits.SPONSOR_OPERATION_WEI,
      ownership: true,
    },
    maxFeePerGas: limits.SPONSOR_MAX_FEE_PER_GAS,
    maxPriorityFeePerGas: limits.SPONSOR_MAX_PRIORITY_FEE_PER_GAS,
    budgets: {
      account: { wei: limits.SPONSOR_ACCOUNT_DAY_WEI, per: "day" },
      ownerCalls: { wei: limits.SPONSOR_OPERATIONS_DAY_WEI, per: "day" },
      network: { wei: limits.SPONSOR_RANGE_DAY_WEI, per: "day" },
      everybody: { wei: limits.SPONSOR_DAY_WEI, per: "day" },
    },
  };
}

/** What a session may do: every action of the game, with the amount that it counts. */
function allowPlay(address: Address): ContractPermissions {
  const functions = sessionFunctions.map(({ functionSignature, spendArgument }) => {
    const item = findFunction(functionSignature);
    const spend = spendArgument === "" ? undefined : item.inputs[Number(spendArgument) - 1]?.name;
    return [item.name, spend === undefined ? true : { spend }];
  });
  return allow({
    ...{ address, label: "hourglass", abi: hourglassAbi as Abi },
    functions: Object.fromEntries(functions) as AllowParameters<Abi>["functions"],
  });
}

function findFunction(functionSignature: string): AbiFunction {
  const found = (hourglassAbi as Abi).find(
    (item): item is AbiFunction => item.type === "function" && toFunctionSignature(item) === functionSignature,
  );
  if (!found) throw new Error(`Hourglass has no ${functionSignature}.`);
  return found;
}

/**
 * What an owner may do in addition. Left out on purpose: approvals and operator rights for anybody but the Bazaar (nothing in the
 * game needs them, and they are how tokens are stolen), `transferFrom` (somebody else's Sand), native value, and modules (whoever
 * takes over an account should pay for it).
 */
function allowOwner({ hourglass, bazaar, sand, items }: Deployment, account: Address): ContractPermissions[] {
  const own = { args: { from: { equals: account } } } as const;
  return [
    allow({ address: hourglass, abi: hourglassAbi, label: "hourglass", functions: { withdraw: true, openRoom: true } }),
    allow({ address: bazaar, abi: bazaarAbi, label: "bazaar", functions: { list: true, buy: true, cancel: true } }),
    allow({
      ...{ address: sand, abi: sandAbi, label: "sand" },
      functions: { approve: { args: { spender: { equals: bazaar } } }, transfer: true },
      // The market holds what is listed and collects what is paid: nobody else needs an approval.
      words: { approve: "approval of the Bazaar" },
    }),
    allow({
      ...{ address: items, abi: itemsAbi, label: "items" },
      functions: {
        setApprovalForAll: { args: { operator: { equals: bazaar } } },
        safeTransferFrom: own,
        safeBatchTransferFrom: own,
      },
      words: {
        setApprovalForAll: "approval of the Bazaar",
        safeTransferFrom: "items of this account",
        safeBatchTransferFrom: "items of this account",
      },
    }),
  ];
}
