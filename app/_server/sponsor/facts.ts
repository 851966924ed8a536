import { type Address, type PublicClient, size, slice } from "viem";
import { entryPoint08Abi } from "viem/account-abstraction";

import type { Deployment } from "@/app/_api/config";
import { bazaarAbi, hourglassAbi, itemsAbi, sandAbi } from "@/app/_chain/generated/abis";
import { toUnavailableOrRefused } from "@/session/decodeFailure";
import { UnavailableError } from "@/session/errors";
import { playerAccountAbi, sessionPaymasterAbi, sessionValidatorAbi } from "@/session/generated/abis";
import { hashGrant, sessionIdOf, sessionModuleOf } from "@/session/grant";
import { toStatus } from "@/session/readChain";
import { isOutOfGas } from "../outOfGas";
import { isSignedBy } from "../signer";
import { readAccountFacts } from "./accountFacts";
import type { AccountFacts } from "./decide";
import { operationGasCaps } from "./gas";
import type { OperationRequest, SessionRequest } from "./request";

/** Whose errors an owner's call may be undone with. */
const errorAbi = [...hourglassAbi, ...bazaarAbi, ...sandAbi, ...itemsAbi];

/**
 * Asks the chain what the decision over a session needs, in one round trip (two for a passkey or a contract owner).
 * @param chain Client of the chain.
 * @param deployment Addresses of this world.
 * @param request What is asked.
 * @returns The facts.
 * @throws When the chain does not answer.
 */
export async function readSessionFacts(chain: PublicClient, deployment: Deployment, request: SessionRequest) {
  const { grant, ownerSignature } = request.context;
  const validator = { address: deployment.sessionValidator, abi: sessionValidatorAbi } as const;
  const module = sessionModuleOf(deployment);
  const [account, epoch, session, generation, keyCode] = await Promise.all([
    readAccountFacts(chain, deployment, request.operation),
    chain.readContract({ ...validator, functionName: "epochOf", args: [grant.account] }),
    chain.readContract({ ...validator, functionName: "sessionOf", args: [grant.account, sessionIdOf(module, grant)] }),
    readGeneration(chain, deployment),
    size(grant.sessionKey) === 20 ? chain.getCode({ address: grant.sessionKey }) : undefined,
  ]);
  const { owner } = account;
  const digest = hashGrant(module, grant);
  return {
    ...account,
    isSignedByOwner: owner !== undefined && (await isSignedBy({ chain, ...deployment }, owner, digest, ownerSignature)),
    ...{ epoch, generation },
    isRevoked: toStatus(session) === "revoked",
    // Delegated code (EIP-7702) leaves the address its key.
    isKeyContract: keyCode !== undefined && !keyCode.startsWith("0xef0100"),
  };
}

/**
 * Asks the chain what the decision over an owner's operation needs, in one round trip.
 * @param chain Client of the chain.
 * @param deployment Addresses of this world.
 * @param request What is asked.
 * @returns The facts.
 * @throws When the chain does not answer.
 */
export async function readOperationFacts(chain: PublicClient, deployment: Deployment, request: OperationRequest) {
  const { operation } = request;
  const [account, nonce, generation, revertReason] = await Promise.all([
    readAccountFacts(chain, deployment, operation),
    chain.readContract({
      address: deployment.entryPoint,
      abi: entryPoint08Abi,
      functionName: "getNonce",
      args: [operation.sender, 0n],
    }),
    readGeneration(chain, deployment),
    readRevertReason(chain, deployment, operation),
  ]);
  return {
    ...account,
    nonce,
    generation,
    revertReason,
    isConfined: await readConfined(chain, deployment, account, operation.sender),
  };
}

/** Asked of the account; one that is not there yet is confined by its first owner. */
async function readConfined(
  chain: PublicClient,
  { p256Verifier }: Deployment,
  { owner, isDeployed }: AccountFacts,
  address: Address,
): Promise<boolean> {
  if (owner === undefined) return false;
  if (!isDeployed) return size(owner) > 20 && slice(owner, 0, 20) === p256Verifier;
  return chain.readContract({ address, abi: playerAccountAbi, functionName: "isConfined" });
}

/** Which signer of the paymaster signs now: a voucher names it. */
function readGeneration(chain: PublicClient, { sessionPaymaster: address }: Deployment): Promise<number> {
  return chain.readContract({ address, abi: sessionPaymasterAbi, functionName: "generation" });
}

/**
 * Tries the calls as the EntryPoint would make them; where there is no account yet, they do nothing and succeed. With no
 * more gas than any operation may have: whoever asks may have written what is called.
 */
async function readRevertReason(
  chain: PublicClient,
  { entryPoint }: Deployment,
  { sender, callData }: OperationRequest["operation"],
): Promise<string | undefined> {
  try {
    await chain.call({ account: entryPoint, to: sender, data: callData, gas: operationGasCaps.callGasLimit });
    return undefined;
  } catch (error) {
    if (isOutOfGas(error)) return `more than ${operationGasCaps.callGasLimit} gas`;
    const failure = toUnavailableOrRefused("rpc", error, errorAbi);
    if (failure instanceof UnavailableError) throw error;
    return failure.details ?? failure.shortMessage;
  }
}
