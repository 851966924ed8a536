import type { Hex } from "viem";
import { size, slice, toFunctionSelector } from "viem";

import type { Deployment } from "@/app/_api/config";
import { findGrantFault } from "@/session/grantFault";
import { decodeCalls, describeCall } from "./calls";
import type { AccountFacts, SponsorWorld } from "./decide";
import { playable } from "./paidCalls";
import { findBroken, type Refusal, type Rule } from "./refusal";
import type { SessionRequest } from "./request";

/** A grant for later is not paid for now: clocks may differ by this much. */
const MAX_AHEAD_SECONDS = 120;

/** Less gas than any operation of a session takes. */
const MIN_SESSION_GAS = 100_000n;

/** What the chain says about a grant, beside what it says about the account. */
export type SessionFacts = {
  isSignedByOwner: boolean;
  /** The epoch that a grant must name to be enabled now. */
  epoch: Hex;
  isRevoked: boolean;
  /** The session key is an address with code: enabled it would be, sign it could not. */
  isKeyContract: boolean;
};

/**
 * The part of the decision over a session that needs only the request.
 * @param request What is asked, parsed.
 * @param world What this sponsor pays for.
 * @returns Why not, or undefined.
 */
export function refuseSession(request: SessionRequest, world: SponsorWorld): Refusal | undefined {
  const { deployment, sessionMaxWei } = world;
  const { operation, context } = request;
  const { grant } = context;
  const rules: Rule[] = [
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
      grant.maxGasWei > 0n && grant.maxGasWei <= sessionMaxWei,
      "maxGasWei",
      grant.maxGasWei,
      `1 to ${sessionMaxWei} wei for one session`,
    ],
    ...grant.permissions.flatMap(({ target, functionSignature, maxValue }): Rule[] => [
      [target === deployment.hourglass, "permission.target", target, `the game ${deployment.hourglass}`],
      [playable.includes(functionSignature), "permission.functionSignature", functionSignature, playable.join(", ")],
      [maxValue === 0n, "permission.maxValue", maxValue, "0"],
    ]),
  ];
  // What the module would not enable is worth no voucher: window, caps, texts, limits.
  return findBroken(rules) ?? findGrantFault(grant, deployment.sessionValidator) ?? refuseCalls(request);
}

/**
 * The part of the decision over a session that needs the chain.
 * @param request What is asked.
 * @param facts What the chain says.
 * @returns Why not, or undefined.
 */
export function refuseSessionFacts(
  { context: { grant } }: SessionRequest,
  facts: AccountFacts & SessionFacts,
): Refusal | undefined {
  const latest = facts.nowSeconds + MAX_AHEAD_SECONDS;
  if (grant.validUntil > facts.nowSeconds && grant.validAfter > latest) {
    const retryAt = grant.validAfter - MAX_AHEAD_SECONDS;
    return { what: "validAfter", seen: grant.validAfter, allowed: `at most ${latest}`, retryAt };
  }
  const least = MIN_SESSION_GAS * facts.baseFeePerGas;
  return findBroken([
    [grant.maxGasWei >= least, "maxGasWei", grant.maxGasWei, `at least ${least} wei, which one operation costs now`],
    [
      grant.validUntil > facts.nowSeconds,
      "validUntil",
      grant.validUntil,
      `later than ${facts.nowSeconds}, the chain's clock`,
    ],
    [grant.epoch === facts.epoch, "epoch", grant.epoch, facts.epoch],
    [!facts.isRevoked, "session", "a revoked session", "a new session"],
    [!facts.isKeyContract, "sessionKey", grant.sessionKey, "a key; a contract signs for no session"],
    [
      facts.isSignedByOwner,
      "ownerSignature",
      "a signature by somebody else, or in a form that the chain refuses",
      "one by the account's owner; of an address 65 bytes, low s, v 27 or 28",
    ],
  ]);
}

function isSessionKey(key: Hex, { p256Verifier }: Deployment): boolean {
  if (size(key) === 20) return BigInt(key) !== 0n;
  return size(key) === 84 && slice(key, 0, 20) === p256Verifier;
}

/** An operation without calls is what the session kit asks with, once for all operations to come. */
function refuseCalls({ operation, context }: SessionRequest): Refusal | undefined {
  if (operation.callData === "0x") return undefined;
  const calls = decodeCalls(operation.callData);
  if (!calls)
    return {
      what: "callData",
      seen: operation.callData,
      allowed: "runTogether() or execute(bytes32,bytes) with game calls",
    };
  const isPermitted = (call: { target: string; selector: string; value: bigint }) =>
    call.value === 0n &&
    context.grant.permissions.some(
      (permission) =>
        permission.target === call.target && toFunctionSelector(permission.functionSignature) === call.selector,
    );
  const foreign = calls.find((call) => !isPermitted(call));
  return foreign && { what: "call", seen: describeCall(foreign), allowed: "the calls that the grant permits" };
}
