import type { Address, Hex, PublicClient } from "viem";
import { decodeFunctionData } from "viem";
import { entryPoint08Abi } from "viem/account-abstraction";

import type { Deployment } from "@/app/_api/config";
import type { SponsoredOperation } from "@/app/_api/sponsor";
import { playerAccountAbi, playerAccountFactoryAbi, sessionPaymasterAbi } from "@/session/generated/abis";
import { isCloneOf } from "@/session/ownership";
import type { AccountFacts } from "./decide";

/**
 * Asks the chain about an account that is to be paid for, and what there is to pay with.
 * @param chain Client of the chain.
 * @param deployment Addresses of this world.
 * @param operation Names the account, and its factory while it is not deployed.
 * @returns The facts, and the paymaster's deposit at the EntryPoint.
 * @throws When the chain does not answer.
 */
export async function readAccountFacts(
  chain: PublicClient,
  deployment: Deployment,
  operation: SponsoredOperation,
): Promise<AccountFacts & { depositWei: bigint }> {
  const { entryPoint, sessionPaymaster } = deployment;
  const { sender } = operation;
  const [block, code, denial, depositWei, predicted] = await Promise.all([
    chain.getBlock(),
    chain.getCode({ address: sender }),
    chain.readContract({
      address: sessionPaymaster,
      abi: sessionPaymasterAbi,
      functionName: "denialOf",
      args: [sender],
    }),
    chain.readContract({
      address: entryPoint,
      abi: entryPoint08Abi,
      functionName: "balanceOf",
      args: [sessionPaymaster],
    }),
    readPredictedOwner(chain, deployment, operation),
  ]);
  const isDeployed = code !== undefined;
  const owner = isDeployed ? await readOwner(chain, deployment, sender, code) : predicted;
  const { timestamp, baseFeePerGas } = block;
  return {
    ...{ owner, isDeployed, isDenied: denial !== 0, depositWei },
    nowSeconds: Number(timestamp),
    // A chain without EIP-1559 has none.
    baseFeePerGas: baseFeePerGas ?? 0n,
  };
}

/** The present owner, asked of the account itself; its code must be ours, or it could answer anything. */
async function readOwner(
  chain: PublicClient,
  { playerAccountImplementation }: Deployment,
  account: Address,
  code: Hex,
): Promise<Hex | undefined> {
  if (!isCloneOf(code, playerAccountImplementation)) return undefined;
  return chain.readContract({ address: account, abi: playerAccountAbi, functionName: "owner" });
}

/** The owner that the factory will give, when factoryData makes exactly this account; the arguments fix the address. */
async function readPredictedOwner(
  chain: PublicClient,
  { playerAccountFactory }: Deployment,
  { sender, factory, factoryData }: SponsoredOperation,
): Promise<Hex | undefined> {
  if (factory !== playerAccountFactory || factoryData === undefined) return undefined;
  const created = decodeCreateAccount(factoryData);
  if (!created) return undefined;
  const account = await chain.readContract({
    address: playerAccountFactory,
    abi: playerAccountFactoryAbi,
    functionName: "getAddress",
    args: [...created],
  });
  return account.toLowerCase() === sender ? created[0] : undefined;
}

function decodeCreateAccount(data: Hex): readonly [owner: Hex, salt: Hex] | undefined {
  try {
    const { functionName, args } = decodeFunctionData({ abi: playerAccountFactoryAbi, data });
    return functionName === "createAccount" ? args : undefined;
  } catch {
    return undefined;
  }
}
