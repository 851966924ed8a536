import { type Address, createWalletClient, type Hex, http, type PublicClient, parseEther } from "viem";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";

import { hourglassAbi } from "@/app/_chain/generated/abis";
import { localKeys } from "@/scripts/stack/keys";
import { describeChain } from "./chain";

/**
 * A player with its own key, who plays by plain transactions; for the game an account is whoever calls.
 * @param chain Client of the chain.
 * @param rpcUrl Of the same chain.
 * @param hourglass The game.
 * @returns The account, and functions that play. The `send` functions only return the transaction, so a test can choose its
 * block.
 */
export async function createTestPlayer(chain: PublicClient, rpcUrl: string, hourglass: Address) {
  const walletOf = (key: Hex) =>
    createWalletClient({
      account: privateKeyToAccount(key),
      chain: describeChain(rpcUrl, 31337),
      transport: http(rpcUrl),
    });
  const mined = (hash: Hex) => chain.waitForTransactionReceipt({ hash, pollingInterval: 50 });
  const wallet = walletOf(generatePrivateKey());
  const gift = { to: wallet.account.address, value: parseEther("1") };
  await mined(await walletOf(localKeys.deployer).sendTransaction(gift));

  const world = { address: hourglass, abi: hourglassAbi } as const;
  const move = (path: Hex) => wallet.writeContract({ ...world, functionName: "move", args: [path] });
  const sendEmbark = () => wallet.writeContract({ ...world, functionName: "embark" });
  const sendFinish = () => wallet.writeContract({ ...world, functionName: "finish" });
  return {
    account: wallet.account.address.toLowerCase(),
    sendEmbark,
    sendFinish,
    /** One step there and one back, so that the player stays where they may stand. */
    walk: async () => {
      for (const path of ["0x00", "0x02"] as const) await mined(await move(path));
    },
    /** A whole expedition: this many steps to the north and back to the camp; each region entered is worth 10 points. */
    travel: async (steps: number) => {
      await mined(await sendEmbark());
      await mined(await move(`0x${"00".repeat(steps)}${"02".repeat(steps)}`));
      await mined(await sendFinish());
    },
  };
}
