import type { Abi, Address, PublicClient } from "viem";
import { size, slice } from "viem";
import { entryPoint08Abi } from "viem/account-abstraction";
import { playerAccountAbi } from "../../abis/abis.ts";
import { toUnavailableOrRefused } from "../../errors/decodeFailure.ts";
import { UnavailableError } from "../../errors/errors.ts";
import { haltOf } from "../../errors/halt.ts";
import { readCalls } from "../decide/calls.ts";
import { operationGasCaps } from "../decide/gas.ts";
import type { AccountFacts, OperationFacts, SponsorDeployment } from "../decide/world.ts";
import type { AskedOperation, OperationRequest } from "../parse/sponsorRequest.ts";
import { readAccountFacts } from "./accountFacts.ts";

/**
 * Reads from the chain the facts for the decision on an owner's operation, in one round trip (two for an account that is confined).
 * @param chain Client of the chain.
 * @param deployment Addresses of this world.
 * @param request The request.
 * @param simulation Whether to simulate the calls, and the errors with which they may revert.
 * @returns The facts.
 * @throws If the chain does not answer.
 */
export async function readOperationFacts(
  chain: PublicClient,
  deployment: SponsorDeployment,
  { operation }: OperationRequest,
  simulation: { simulate: boolean; errors: Abi },
): Promise<OperationFacts & { depositWei: bigint; generation: number }> {
  const lane = { address: deployment.entryPoint, abi: entryPoint08Abi, functionName: "getNonce" } as const;
  const [account, nonce, revertReason] = await Promise.all([
    readAccountFacts(chain, deployment, operation),
    chain.readContract({ ...lane, args: [operation.sender, 0n] }),
    simulation.simulate ? readRevertReason(chain, deployment, operation, simulation.errors) : undefined,
  ]);
  return { ...account, nonce, revertReason, reachable: await readReachable(chain, deployment, account, operation) };
}

/** Asked from the account; an account that does not exist yet is confined depending on its first owner, to the targets that its implementation names. */
async function readReachable(
  chain: PublicClient,
  { p256Verifier, playerAccountImplementation }: SponsorDeployment,
  { owner, isDeployed }: AccountFacts,
  { sender, callData }: AskedOperation,
): Promise<readonly Address[] | undefined> {
  if (owner === undefined) return undefined;
  const isConfined = isDeployed
    ? await chain.readContract({ address: sender, abi: playerAccountAbi, functionName: "isConfined" })
    : size(owner) > 20 && slice(owner, 0, 20) === p256Verifier;
  if (!isConfined) return undefined;
  const targets = [...new Set(readCalls(callData)?.map(({ to }) => to))];
  const address = isDeployed ? sender : playerAccountImplementation;
  const play = { address, abi: playerAccountAbi, functionName: "isPlayTarget" } as const;
  const answers = await Promise.all(targets.map((target) => chain.readContract({ ...play, args: [target] })));
  return targets.filter((_, index) => answers[index]);
}

/**
 * Simulates the calls as the EntryPoint would make them; if there is no account yet, they do nothing and succeed. The gas is
 * limited to that of an operation, because the requester may have written the called contract.
 */
async function readRevertReason(
  chain: PublicClient,
  { entryPoint }: SponsorDeployment,
  { sender, callData }: AskedOperation,
  errors: Abi,
): Promise<string | undefined> {
  try {
    await chain.call({ account: entryPoint, to: sender, data: callData, gas: operationGasCaps.callGasLimit });
    return undefined;
  } catch (error) {
    const halt = haltOf(error);
    if (halt) return /gas/i.test(halt) ? `more than ${operationGasCaps.callGasLimit} gas` : halt;
    const failure = toUnavailableOrRefused("rpc", error, errors);
    if (failure instanceof UnavailableError) throw error;
    return failure.details ?? failure.shortMessage;
  }
}
