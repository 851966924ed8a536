import { type Hex, numberToHex, toFunctionSelector } from "viem";

import type { Deployment } from "@/app/_api/config";
import { encodeCalls } from "@/session/calls";
import { toNonceKey } from "@/session/grant";
import { toPermission } from "@/session/grantTypes";
import { FIRST_EPOCH } from "@/session/readChain";
import type { SponsorWorld } from "./decide";
import { type OperationRequest, parseSponsorRequest, type SessionRequest } from "./request";

const at = (last: number): Hex => numberToHex(0xabc000 + last, { size: 20 });

/** A world for tests. */
export const exampleDeployment: Deployment = {
  chainId: 31337,
  name: "Hourglass",
  entryPoint: at(0),
  sessionValidator: at(1),
  playerAccountFactory: at(2),
  playerAccountImplementation: at(3),
  sessionPaymaster: at(4),
  p256Verifier: at(5),
  webAuthnVerifier: at(6),
  hourglass: at(7),
  sand: at(8),
  items: at(9),
  bazaar: at(10),
  seed: 1n,
  startBlock: 1n,
};

export const exampleNow = 1_800_000_000;

/** JSON of a grant that the sponsor pays for, for tests. */
export const exampleGrant = {
  account: at(100),
  sessionKey: at(101),
  validAfter: exampleNow - 30,
  validUntil: exampleNow + 3500,
  maxActions: 100,
  maxSpend: "0x0",
  maxGasWei: "1000",
  paymaster: exampleDeployment.sessionPaymaster,
  nonceKey: numberToHex(toNonceKey(exampleDeployment.sessionValidator, 7)),
  epoch: FIRST_EPOCH,
  permissions: [{ ...toPermission(exampleDeployment.hourglass, "move(bytes)"), maxValue: "0" }] as readonly object[],
};

/** What the sponsor of the tests pays for. */
export const exampleWorld: SponsorWorld = {
  deployment: exampleDeployment,
  sessionMaxWei: 1000n,
  operationMaxWei: 3_000_000n * 10n,
  ...{ maxFeePerGas: 10n, maxPriorityFeePerGas: 5n },
};

/**
 * A request for a session, parsed as the door parses it.
 * @param grantChanges Fields of the grant that differ from {@link exampleGrant}.
 * @param operationChanges Fields of the operation that differ.
 * @returns The request.
 */
export function createExampleRequest(grantChanges: object = {}, operationChanges: object = {}): SessionRequest {
  const grant = { ...exampleGrant, ...grantChanges };
  // As the kit asks: in the grant's lane, without calls.
  const nonce = numberToHex(BigInt(grant.nonceKey) << 64n);
  const operation = { sender: exampleGrant.account, nonce, callData: "0x", ...operationChanges };
  const context = { grant, ownerSignature: "0x" };
  return parseSponsorRequest([operation, exampleDeployment.entryPoint, "0x7a69", context]) as SessionRequest;
}

/**
 * A request for one operation of an owner, parsed as the door parses it.
 * @param changes Fields of the operation that differ from one that is paid for.
 * @returns The request.
 */
export function createExampleOperation(changes: object = {}): OperationRequest {
  const operation = {
    sender: exampleGrant.account,
    nonce: "0x3",
    callData: encodeCalls([{ to: exampleDeployment.sessionValidator, data: toFunctionSelector("revokeAll()") }]),
    ...{ callGasLimit: "0x186a0", verificationGasLimit: "0x186a0", preVerificationGas: "0xc350" },
    ...{ maxFeePerGas: "0xa", maxPriorityFeePerGas: "0x5" },
    ...changes,
  };
  return parseSponsorRequest([
    operation,
    exampleDeployment.entryPoint,
    "0x7a69",
    { kind: "operation" },
  ]) as OperationRequest;
}
