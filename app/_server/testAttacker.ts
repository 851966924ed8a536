import {
  type Address,
  concat,
  createWalletClient,
  type Hex,
  http,
  numberToHex,
  type PublicClient,
  parseEther,
  size,
} from "viem";
import { entryPoint08Abi, entryPoint08Address } from "viem/account-abstraction";
import { privateKeyToAccount } from "viem/accounts";

import { localKeys } from "@/scripts/stack/keys";
import { describeChain } from "./chain";

/**
 * Unknown accounts, by their behaviour. In EVM code, because no normal compiler produces this behaviour.
 * `burner`: every operation is valid, and its call burns all gas that it has.
 * `turncoat`: valid in simulation, where gas has no price; on chain it burns all gas and is invalid.
 */
export const accountCode = {
  // if (selector == validateUserOp) return 0; else loop
  burner: "0x5f3560e01c6319822f7c14601257 5b600e56 5b60205ff3".replaceAll(" ", "") as Hex,
  // if (tx.gasprice == 0) return 0; else loop
  turncoat: "0x3a15600957 5b600556 5b60205ff3".replaceAll(" ", "") as Hex,
} as const;

/** Somebody with money, who spends it only on accounts. */
export function createAttacker(chain: PublicClient, rpcUrl: string) {
  const mined = (hash: Hex) => chain.waitForTransactionReceipt({ hash, pollingInterval: 50 });
  const wallet = createWalletClient({
    account: privateKeyToAccount(localKeys.deployer),
    chain: describeChain(rpcUrl, 31337),
    transport: http(rpcUrl),
  });
  return {
    wallet,
    /** Deposits for an account's operations. */
    fund: async (account: Address): Promise<void> => {
      const deposit = { abi: entryPoint08Abi, address: entryPoint08Address, functionName: "depositTo" } as const;
      await mined(await wallet.writeContract({ ...deposit, args: [account], value: parseEther("0.1") }));
    },
    /** Deploys code, as anybody may. */
    deploy: async (code: Hex): Promise<Address> => {
      // PUSH1 size DUP1 PUSH1 offset PUSH0 CODECOPY PUSH0 RETURN
      const head: Hex = concat(["0x60", numberToHex(size(code), { size: 1 }), "0x8060095f395ff3"]);
      const { contractAddress } = await mined(await wallet.deployContract({ abi: [], bytecode: concat([head, code]) }));
      if (!contractAddress) throw new Error("Nothing was deployed.");
      return contractAddress;
    },
  };
}

/** An unsigned operation. */
export function createStrangeOperation(sender: Address, changes: Readonly<Record<string, string>> = {}) {
  return {
    sender,
    nonce: "0x0",
    callData: "0x12345678",
    callGasLimit: numberToHex(100_000n),
    verificationGasLimit: numberToHex(100_000n),
    preVerificationGas: numberToHex(100_000n),
    maxFeePerGas: "0x0",
    maxPriorityFeePerGas: "0x0",
    signature: "0x",
    ...changes,
  };
}
