import { type Address, encodeFunctionData, type Hash, parseAbi } from "viem";
import { entryPoint08Address } from "viem/account-abstraction";
import type { SessionDeployment } from "../deployment.ts";
import type { DeployStep } from "./deployStep.ts";
import type { Sender } from "./sender.ts";

/** Minimum amounts in wei afterwards. */
export type Wishes = { factoryStake: bigint; paymasterStake: bigint; unstakeDelay: number; deposit: bigint };

const entryPointAbi = parseAbi([
  "function getDepositInfo(address account) view returns ((uint256 deposit, bool staked, uint112 stake, uint32 unstakeDelaySec, uint48 withdrawTime) info)",
]);
/** Factory and paymaster forward these to the EntryPoint. */
const stakerAbi = parseAbi(["function addStake(uint32 unstakeDelaySec) payable", "function deposit() payable"]);

/**
 * Tops up stakes and deposit.
 * @param sender Who pays; for stakes this must be the owner of factory and paymaster.
 * @param deployment Where the contracts are.
 * @param wishes The wanted amounts; zero asks for nothing.
 * @param tell Gets each step.
 */
export async function fund(
  sender: Sender,
  { playerAccountFactory: factory, sessionPaymaster: paymaster }: SessionDeployment,
  { factoryStake, paymasterStake, unstakeDelay, deposit }: Wishes,
  tell: (step: DeployStep) => void,
): Promise<void> {
  const stake = encodeFunctionData({ abi: stakerAbi, functionName: "addStake", args: [unstakeDelay] });
  const top = async (to: Address, wanted: bigint, has: "stake" | "deposit", data: `0x${string}`) => {
    const missing = wanted - (await readInfo(sender, to))[has];
    return missing > 0n ? (await sender.send({ to, data, value: missing })).hash : undefined;
  };
  const step = (does: "stake" | "deposit", address: Address, hash: Hash | undefined) =>
    tell({ does, contract: address === factory ? "PlayerAccountFactory" : "SessionPaymaster", address, hash });
  if (factoryStake > 0n) step("stake", factory, await top(factory, factoryStake, "stake", stake));
  if (!paymaster) return;
  if (paymasterStake > 0n) step("stake", paymaster, await top(paymaster, paymasterStake, "stake", stake));
  const put = encodeFunctionData({ abi: stakerAbi, functionName: "deposit" });
  if (deposit > 0n) step("deposit", paymaster, await top(paymaster, deposit, "deposit", put));
}

function readInfo({ client }: Sender, account: Address) {
  return client.readContract({
    address: entryPoint08Address,
    abi: entryPointAbi,
    functionName: "getDepositInfo",
    args: [account],
  });
}
