import type { Hex } from "viem";
import { size, slice, toFunctionSelector } from "viem";

import type { Deployment } from "@/app/_api/config";
import type { SponsorRequest } from "@/app/_api/sponsor";
import { decodeCalls } from "./calls";
import type { Refusal } from "./refusal";

/** Longest window, as `SessionValidator.MAX_DURATION`. */
const MAX_DURATION_SECONDS = 3600;

/** A grant for later is not paid for now: clocks may differ by this much. */
const MAX_AHEAD_SECONDS = 120;

/** What the chain says about the account; the reader may trust it. */
export type ChainFacts = {
  /** Chain clock, Unix seconds. */
  nowSeconds: number;
  /** The owner of the account, or the one that its factory would give it; undefined when the account is not ours. */
  owner: Hex | undefined;
  isSignedByOwner: boolean;
  /** The epoch that a grant must name to be enabled now. */
  epoch: number;
  isRevoked: boolean;
};

export type SponsorWorld = {
  deployment: Deployment;
  /** Texts of the functions that a session may call at the game's expense. */
  playable: readonly string[];
  sessionMaxWei: bigint;
};

/**
 * The part of the sponsor's decision that needs only the request.
 * @param request What is asked, parsed.
 * @param world What this sponsor pays for.
 * @returns Why not, or undefined.
 */
export function refuseRequest(request: SponsorRequest, world: SponsorWorld): Refusal | undefined {
  const { deployment, playable, sessionMaxWei } = world;
  const { operation, context } = request;
  const { grant } = context;
  const rules: [isFine: boolean, what: string, seen: unknown, allowed: string][] = [
    [request.chainId === BigInt(deployment.chainId), "chainId", request.chainId, `${deployment.chainId}`],
    [request.entryPoint === deployment.entryPoint, "entryPoint", request.entryPoint, deployment.entryPoint],
    [operation.sender === grant.account, "sender", operation.sender, `the grant's account ${grant.account}`],
    [grant.paymaster === deployment.sessionPaymaster, "paymaster", grant.paymaster, deployment.sessionPaymaster],
    [isSessionKey(grant.sessionKey, deployment), "sessionKey", grant.sessionKey, "an address or a P-256 key"],
    [
      grant.nonceKey >> 32n === BigInt(deployment.sessionValidator),
      "nonceKey",
      grant.nonceKey,
      `a lane of the session module ${deployment.sessionValidator}`,
    ],
    [
      operation.nonce === undefined || operation.nonce >> 64n === grant.nonceKey,
      "nonce",
      operation.nonce,
      `in the grant's lane ${grant.nonceKey}`,
    ],
    [
      grant.validUntil > grant.validAfter && grant.validUntil - grant.validAfter <= MAX_DURATION_SECONDS,
      "window",
      grant.validUntil - grant.validAfter,
      `1 to ${MAX_DURATION_SECONDS} seconds`,
    ],
    [grant.maxActions > 0, "maxActions", grant.maxActions, "at least 1"],
    [
      grant.maxGasWei > 0n && grant.maxGasWei <= sessionMaxWei,
      "maxGasWei",
      grant.maxGasWei,
      `1 to ${sessionMaxWei} wei for one session`,
    ],
  ];
  for (const { target, functionSignature, maxValue } of grant.permissions) {
    rules.push(
      [target === deployment.hourglass, "permission.target", target, `the game ${deployment.hourglass}`],
      [playable.includes(functionSignature), "permission.functionSignature", functionSignature, playable.join(", ")],
      [maxValue === 0n, "permission.maxValue", maxValue, "0"],
    );
  }
  const broken = rules.find(([isFine]) => !isFine);
  if (broken) return { what: broken[1], seen: broken[2], allowed: broken[3] };
  return refuseCalls(request);
}

/**
 * The part of the decision that needs the chain.
 * @param request What is asked, and passed {@link refuseRequest}.
 * @param facts What the chain says.
 * @returns Why not, or undefined.
 */
export function refuseFacts(request: SponsorRequest, facts: ChainFacts): Refusal | undefined {
  const { grant } = request.context;
  if (facts.owner === undefined) {
    const allowed = "an account of this game's factory; before it is deployed, with factory and factoryData";
    return { what: "account", seen: grant.account, allowed };
  }
  if (grant.validUntil <= facts.nowSeconds) {
    return { what: "validUntil", seen: grant.validUntil, allowed: `later than ${facts.nowSeconds}, the chain's clock` };
  }
  if (grant.validAfter > facts.nowSeconds + MAX_AHEAD_SECONDS) {
    const allowed = `at most ${facts.nowSeconds + MAX_AHEAD_SECONDS}`;
    return { what: "validAfter", seen: grant.validAfter, allowed, retryAt: grant.validAfter - MAX_AHEAD_SECONDS };
  }
  if (grant.epoch !== facts.epoch) return { what: "epoch", seen: grant.epoch, allowed: `${facts.epoch}` };
  if (facts.isRevoked) return { what: "session", seen: "a revoked session", allowed: "a new session key" };
  if (!facts.isSignedByOwner) {
    return { what: "ownerSignature", seen: "a signature by somebody else", allowed: "one by the account's owner" };
  }
  return undefined;
}

function isSessionKey(key: Hex, { p256Verifier }: Deployment): boolean {
  if (size(key) === 20) return BigInt(key) !== 0n;
  return size(key) === 84 && slice(key, 0, 20) === p256Verifier;
}

/** An operation without calls is what the session kit asks with, once for all operations to come. */
function refuseCalls({ operation, context }: SponsorRequest): Refusal | undefined {
  if (operation.callData === "0x") return undefined;
  const calls = decodeCalls(operation.callData);
  if (!calls) return { what: "callData", seen: operation.callData, allowed: "execute(bytes32,bytes) with game calls" };
  const isPermitted = (call: { target: string; selector: string; value: bigint }) =>
    call.value === 0n &&
    context.grant.permissions.some(
      (permission) =>
        permission.target === call.target && toFunctionSelector(permission.functionSignature) === call.selector,
    );
  const foreign = calls.find((call) => !isPermitted(call));
  return foreign && { what: "call", seen: foreign, allowed: "the calls that the grant permits" };
}
