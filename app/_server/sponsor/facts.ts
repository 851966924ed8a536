import type { Address, Hex, PublicClient } from "viem";
import { decodeFunctionData } from "viem";

import type { Deployment } from "@/app/_api/config";
import type { SponsorRequest } from "@/app/_api/sponsor";
import { playerAccountAbi, playerAccountFactoryAbi, sessionValidatorAbi } from "@/session/generated/abis";
import { hashGrant, sessionId } from "@/session/grant";
import { isSignedBy } from "../signer";
import type { ChainFacts } from "./decide";

/** `ISessionValidator.Status.Revoked`. */
const REVOKED = 2;

/** What stands before and after the implementation's address in the code of a clone (ERC-1167). */
const CLONE_HEAD = "0x363d3d373d3d3d363d73";
const CLONE_TAIL = "5af43d82803e903d91602b57fd5bf3";

/**
 * Asks the chain what the sponsor's decision needs, in one round trip (two for a passkey or a contract owner).
 * @param chain Client of the chain.
 * @param deployment Addresses of this world.
 * @param request What is asked.
 * @returns The facts.
 * @throws When the chain does not answer.
 */
export async function readChainFacts(
  chain: PublicClient,
  deployment: Deployment,
  request: SponsorRequest,
): Promise<ChainFacts> {
  const { grant, ownerSignature } = request.context;
  const validator = { address: deployment.sessionValidator, abi: sessionValidatorAbi } as const;
  const [block, code, epoch, session, predicted] = await Promise.all([
    chain.getBlock(),
    chain.getCode({ address: grant.account }),
    chain.readContract({ ...validator, functionName: "epochOf", args: [grant.account] }),
    chain.readContract({ ...validator, functionName: "sessionOf", args: [grant.account, sessionId(grant.sessionKey)] }),
    readPredictedOwner(chain, deployment, request),
  ]);
  const isDeployed = code !== undefined;
  const owner = isDeployed ? await readOwner(chain, deployment, grant.account, code) : predicted;
  const digest = hashGrant({ chainId: deployment.chainId, validator: deployment.sessionValidator }, grant);
  return {
    nowSeconds: Number(block.timestamp),
    owner,
    isSignedByOwner: owner !== undefined && (await isSignedBy({ chain, ...deployment }, owner, digest, ownerSignature)),
    // An account that is not there yet is born with the session module installed, which raises the epoch once.
    epoch: isDeployed ? epoch : epoch + 1,
    isRevoked: session.status === REVOKED,
  };
}

/** The present owner, asked of the account itself; its code must be ours, or it could answer anything. */
async function readOwner(
  chain: PublicClient,
  { playerAccountImplementation }: Deployment,
  account: Address,
  code: Hex,
): Promise<Hex | undefined> {
  if (!code.startsWith(`${CLONE_HEAD}${playerAccountImplementation.slice(2)}${CLONE_TAIL}`)) return undefined;
  return chain.readContract({ address: account, abi: playerAccountAbi, functionName: "owner" });
}

/** The owner that the factory will give, when factoryData makes exactly this account; the arguments fix the address. */
async function readPredictedOwner(
  chain: PublicClient,
  { playerAccountFactory }: Deployment,
  { operation, context }: SponsorRequest,
): Promise<Hex | undefined> {
  if (operation.factory !== playerAccountFactory || operation.factoryData === undefined) return undefined;
  const created = decodeCreateAccount(operation.factoryData);
  if (!created) return undefined;
  const account = await chain.readContract({
    address: playerAccountFactory,
    abi: playerAccountFactoryAbi,
    functionName: "getAddress",
    args: [...created],
  });
  return account.toLowerCase() === context.grant.account ? created[0] : undefined;
}

function decodeCreateAccount(data: Hex): readonly [owner: Hex, salt: Hex] | undefined {
  try {
    const { functionName, args } = decodeFunctionData({ abi: playerAccountFactoryAbi, data });
    return functionName === "createAccount" ? args : undefined;
  } catch {
    return undefined;
  }
}
