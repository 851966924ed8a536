import { getAbiItem, type Hex, toFunctionSelector } from "viem";

import type { Deployment } from "@/app/_api/config";
import { RUN_TOGETHER } from "@/session/calls";
import { playerAccountAbi } from "@/session/generated/abis";
import { decodeCalls, describeCall } from "./calls";
import type { AccountFacts, SponsorWorld } from "./decide";
import { ENDINGS } from "./ending";
import { maxOperationCost, operationGasCaps } from "./gas";
import { refuseCall } from "./paidCalls";
import { findBroken, type Refusal, type Rule } from "./refusal";
import type { OperationRequest } from "./request";

/** What the chain says about an operation of an owner, beside what it says about the account. */
export type OperationFacts = {
  /** The next nonce of the owner's lane. */
  nonce: bigint;
  /** Why the calls would be undone now; undefined when they would not, or when the account is not there to ask. */
  revertReason: string | undefined;
  /** Nothing may leave the account: its validation refuses what is about anything but the game and its sessions. */
  isConfined: boolean;
};

/**
 * The part of the decision over an owner's operation that needs only the request. The owner signs after the voucher is
 * in place, so no signature can be asked for here: whoever asks can only make the account's own owner able to do what
 * is on the list.
 * @param request What is asked, parsed.
 * @param world What this sponsor pays for.
 * @param isFinal False for a stub: its gas is not known yet.
 * @returns Why not, or undefined.
 */
export function refuseOperation(
  { operation }: OperationRequest,
  world: SponsorWorld,
  isFinal: boolean,
): Refusal | undefined {
  const { deployment, maxFeePerGas, maxPriorityFeePerGas, operationMaxWei } = world;
  const { nonce, factory, factoryData } = operation;
  const least = isFinal ? 1n : 0n;
  const amounts = [
    ...(["callGasLimit", "verificationGasLimit", "preVerificationGas"] as const).map(
      (field) => [field, operationGasCaps[field]] as const,
    ),
    ["maxFeePerGas", maxFeePerGas] as const,
  ];
  const rules: Rule[] = [
    // One lane for the owner: of all vouchers that stand at once, one operation at most can still be executed.
    [nonce !== undefined && nonce >> 64n === 0n, "nonce", nonce, "in the owner's lane, whose nonce key is 0"],
    [
      factory === undefined ? factoryData === undefined : factory === deployment.playerAccountFactory,
      "factory",
      factory,
      `the factory ${deployment.playerAccountFactory} with its factoryData, or neither`,
    ],
    ...amounts.map(([field, cap]): Rule => {
      const seen = operation[field];
      return [seen >= least && seen <= cap, field, seen, `${least} to ${cap}`];
    }),
    [
      operation.maxPriorityFeePerGas <= maxPriorityFeePerGas,
      "maxPriorityFeePerGas",
      operation.maxPriorityFeePerGas,
      `0 to ${maxPriorityFeePerGas}`,
    ],
    [
      maxOperationCost(operation) <= operationMaxWei,
      "maximum cost",
      maxOperationCost(operation),
      `at most ${operationMaxWei} wei for one operation`,
    ],
  ];
  return findBroken(rules) ?? refuseCalls(operation, world);
}

/**
 * The part of the decision over an owner's operation that needs the chain.
 * @param request What is asked.
 * @param facts What the chain says.
 * @param deployment Addresses of this world.
 * @returns Why not, or undefined.
 */
export function refuseOperationFacts(
  { operation }: OperationRequest,
  facts: AccountFacts & OperationFacts,
  deployment: Deployment,
): Refusal | undefined {
  return findBroken([
    [
      !(facts.isDeployed && operation.factory !== undefined),
      "factory",
      operation.factory,
      "none: the account is deployed",
    ],
    [
      operation.maxFeePerGas >= facts.baseFeePerGas,
      "maxFeePerGas",
      operation.maxFeePerGas,
      `at least ${facts.baseFeePerGas}, the base fee`,
    ],
    [operation.nonce === facts.nonce, "nonce", operation.nonce, `${facts.nonce}, the next one`],
    [facts.revertReason === undefined, "calls", facts.revertReason, "calls that would succeed now"],
    [
      !facts.isConfined || isContained(operation.callData, deployment),
      "calls",
      "calls of an account that a device key owns, or did until a day ago",
      "runTogether() with calls of the game, revoke and revokeAll; changeOwner; release",
    ],
  ]);
}

/** Whether a confined account's validation lets an operation of its owner through; see `PlayerAccount`. */
function isContained(callData: Hex, { hourglass, sessionValidator }: Deployment): boolean {
  if (isAboutOwner(callData)) return true;
  const calls = callData.startsWith(RUN_TOGETHER) ? decodeCalls(callData) : undefined;
  return (
    calls?.every(
      ({ target, selector }) => target === hourglass || (target === sessionValidator && ENDINGS.includes(selector)),
    ) ?? false
  );
}

/** Handing the account over, with the next owner's proof, and ending the confinement that follows: the chain checks both. */
const aboutOwner = ["changeOwner", "release"].map((name) =>
  toFunctionSelector(getAbiItem({ abi: playerAccountAbi, name: name as "changeOwner" | "release" })),
);
const isAboutOwner = (callData: Hex) => aboutOwner.some((selector) => callData.startsWith(selector));

function refuseCalls(
  { callData, sender }: OperationRequest["operation"],
  { deployment }: SponsorWorld,
): Refusal | undefined {
  if (isAboutOwner(callData)) return undefined;
  const calls = decodeCalls(callData);
  const allowed = "runTogether() or execute(bytes32,bytes) with at least one call";
  if (!calls || calls.length === 0) return { what: "callData", seen: callData, allowed };
  for (const call of calls) {
    const instead = refuseCall(call, sender, deployment);
    if (instead !== undefined) return { what: "call", seen: describeCall(call), allowed: instead };
  }
  return undefined;
}
