import type { Address, Hex, PublicClient } from "viem";
import { decodeFunctionData } from "viem";
import { entryPoint08Abi } from "viem/account-abstraction";
import { playerAccountAbi, playerAccountFactoryAbi, sessionPaymasterAbi } from "../../abis/abis.ts";
import type { FactoryArgs } from "../../operation/calls.ts";
import { isCloneOf } from "../../owners/ownership.ts";
import type { AccountFacts, SponsorDeployment } from "../decide/world.ts";
import type { AskedOperation } from "../parse/sponsorRequest.ts";

/**
 * Reads from the chain the facts about an account, the paymaster's deposit, and which signer's vouchers are valid.
 * @param chain Client of the chain.
 * @param deployment Addresses of this world.
 * @param operation Names the account, and its factory if it is not deployed.
 * @returns The facts; the paymaster's deposit at the EntryPoint, in wei, and the generation that a voucher names.
 * @throws If the chain does not answer.
 */
export async function readAccountFacts(
  chain: PublicClient,
  deployment: SponsorDeployment,
  { sender, factory, factoryData }: Pick<AskedOperation, "sender" | "factory" | "factoryData">,
): Promise<AccountFacts & { depositWei: bigint; generation: number }> {
  const paymaster = { address: deployment.sessionPaymaster, abi: sessionPaymasterAbi } as const;
  const isOurs = factory === deployment.playerAccountFactory && factoryData !== undefined;
  const [block, code, denial, depositWei, generation, predicted] = await Promise.all([
    chain.getBlock(),
    chain.getCode({ address: sender }),
    chain.readContract({ ...paymaster, functionName: "denialOf", args: [sender] }),
    readDeposit(chain, deployment),
    chain.readContract({ ...paymaster, functionName: "generation" }),
    isOurs ? readPredictedOwner(chain, sender, { factory, factoryData }) : undefined,
  ]);
  const isDeployed = code !== undefined;
  const owner = isDeployed ? await readOwner(chain, deployment, sender, code) : predicted;
  const { timestamp, baseFeePerGas } = block;
  return {
    ...{ owner, isDeployed, isDenied: denial !== 0, depositWei, generation },
    nowSeconds: Number(timestamp),
    // A chain without EIP-1559 has no base fee.
    baseFeePerGas: baseFeePerGas ?? 0n,
  };
}

/**
 * The paymaster's deposit.
 * @param chain Client of the chain.
 * @param deployment Addresses of this world.
 * @returns Wei.
 */
export function readDeposit(
  chain: PublicClient,
  { entryPoint, sessionPaymaster }: Pick<SponsorDeployment, "entryPoint" | "sessionPaymaster">,
): Promise<bigint> {
  const balance = { address: entryPoint, abi: entryPoint08Abi, functionName: "balanceOf" } as const;
  return chain.readContract({ ...balance, args: [sessionPaymaster] });
}

/**
 * The current owner, asked from the account itself. Its code must be ours, because other code could answer anything.
 * @param chain Client of the chain.
 * @param deployment Addresses of this world.
 * @param account A deployed account.
 * @param code Its code.
 * @returns ERC-7913 signer; undefined if the account is not ours.
 */
export async function readOwner(
  chain: PublicClient,
  { playerAccountImplementation }: Pick<SponsorDeployment, "playerAccountImplementation">,
  account: Address,
  code: Hex,
): Promise<Hex | undefined> {
  if (!isCloneOf(code, playerAccountImplementation)) return undefined;
  return chain.readContract({ address: account, abi: playerAccountAbi, functionName: "owner" });
}

/**
 * The owner that a factory will give an account. The arguments determine the address.
 * @param chain Client of the chain.
 * @param account An account that is not deployed.
 * @param args The factory, which is trusted, and its arguments.
 * @returns ERC-7913 signer; undefined if that call creates another account, or none.
 */
export async function readPredictedOwner(
  chain: PublicClient,
  account: Address,
  { factory, factoryData }: FactoryArgs,
): Promise<Hex | undefined> {
  const created = decodeCreateAccount(factoryData);
  if (!created) return undefined;
  const predicted = await chain.readContract({
    address: factory,
    abi: playerAccountFactoryAbi,
    functionName: "getAddress",
    args: [...created],
  });
  return predicted.toLowerCase() === account.toLowerCase() ? created[0] : undefined;
}

function decodeCreateAccount(data: Hex): readonly [owner: Hex, salt: Hex] | undefined {
  try {
    const { functionName, args } = decodeFunctionData({ abi: playerAccountFactoryAbi, data });
    return functionName === "createAccount" ? args : undefined;
  } catch {
    return undefined;
  }
}
