import {
  type Address,
  type ContractFunctionName,
  createWalletClient,
  encodeFunctionData,
  type Hex,
  http,
  type PublicClient,
  parseEther,
} from "viem";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";

import { hourglassAbi } from "@/app/_chain/generated/abis";
import { packPlan } from "@/game/rules/plan";
import type { Plan } from "@/game/rules/types";
import { localKeys } from "@/scripts/stack/keys";
import { describeChain } from "./chain";

/** More than any call of the game takes: nothing is estimated, so a test may send what only the next block accepts. */
const GAS = 1_000_000n;

/** A Walk in practice, which anybody may begin at any time. On every island the tiles around the fire are open. */
const practice: Plan = { mode: 1, length: 2, calling: 1, tool: 0, purse: 0, start: 0, of: 7 };

/**
 * A player with its own key, who plays by plain transactions; for the game an account is whoever calls.
 * @param chain Client of the chain.
 * @param rpcUrl Of the same chain.
 * @param hourglass The game.
 * @returns The account, and functions that play. `send` only returns the transaction, so a test can choose its block; the others
 * wait until it is mined.
 */
export async function createTestPlayer(chain: PublicClient, rpcUrl: string, hourglass: Address) {
  const walletOf = (key: Hex) =>
    createWalletClient({
      account: privateKeyToAccount(key),
      chain: describeChain(rpcUrl, 31337),
      transport: http(rpcUrl),
    });
  const mined = async (hash: Hex) => {
    const { status } = await chain.waitForTransactionReceipt({ hash, pollingInterval: 50 });
    if (status !== "success") throw new Error(`The game refused ${hash}.`);
  };
  const wallet = walletOf(generatePrivateKey());
  await mined(
    await walletOf(localKeys.deployer).sendTransaction({ to: wallet.account.address, value: parseEther("1") }),
  );

  const send = (functionName: ContractFunctionName<typeof hourglassAbi, "nonpayable">, ...args: readonly unknown[]) => {
    const call = { abi: hourglassAbi, functionName, args } as unknown as Parameters<typeof encodeFunctionData>[0];
    return wallet.sendTransaction({ to: hourglass, data: encodeFunctionData(call), gas: GAS });
  };
  const embark = async (changes: Partial<Plan> = {}) =>
    mined(await send("embark", packPlan({ ...practice, ...changes })));
  const move = async (path: Hex) => mined(await send("move", path));
  return {
    account: wallet.account.address.toLowerCase(),
    send,
    embark,
    /** One step there and one back, so that the player stays where they may stand: two steps. */
    walk: async () => {
      for (const path of ["0x00", "0x02"] as const) await move(path);
    },
    /** One step from the fire to the west, which is another region and gives 5 points the first time, and one back. */
    explore: () => move("0x0301"),
    finish: async () => mined(await send("finish")),
  };
}
