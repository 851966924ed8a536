import { sessionValidatorAbi } from "@hourglass/session/abis";
import { buildOperation } from "@hourglass/session/core";
import {
  type Address,
  createTestClient,
  encodeFunctionData,
  type Hex,
  http,
  numberToHex,
  type PublicClient,
  parseEther,
  parseEventLogs,
  publicActions,
  toFunctionSelector,
  walletActions,
} from "viem";
import { toPackedUserOperation } from "viem/account-abstraction";
import { generatePrivateKey, privateKeyToAddress } from "viem/accounts";
import type { Config } from "@/app/_api/config";
import { createGuest, encodeMove } from "./testWorld";

/**
 * Answers every call with the result of `standing()`: the session module is installed, no other is, nothing is confined.
 * The same answer is not a valid signature by its owner.
 */
const STANDING: Hex = `0x63${toFunctionSelector("standing()").slice(2)}60e01b5f52600160205260805ff3`;

/**
 * An unknown account that ignores the module's answers, so with a grant that its owner did not
 * sign it can begin and end the same session as often as it likes.
 * @param chain Client of the chain.
 * @param rpcUrl Of the same chain.
 * @param config From `/api/config`.
 * @returns The account, and a function that begins and ends its session in one transaction.
 */
export async function createDeafAccount(chain: PublicClient, rpcUrl: string, config: Config) {
  const anvil = createTestClient({ mode: "anvil", transport: http(rpcUrl) })
    .extend(publicActions)
    .extend(walletActions);
  const { hourglass, sessionValidator } = config.deployment;
  const account = privateKeyToAddress(generatePrivateKey());
  await anvil.setCode({ address: account, bytecode: STANDING });
  await anvil.setBalance({ address: account, value: parseEther("1") });
  await anvil.impersonateAccount({ address: account });
  const { grant, key, ownerSignature } = await createGuest(chain, config, { account });
  const operation = buildOperation({
    ...{ signed: { grant, ownerSignature }, signer: key, enables: true, nowSeconds: 0 },
    calls: [{ to: hourglass, data: encodeMove("0x00") }],
    nonce: grant.nonceKey << 64n,
    fees: { maxFeePerGas: 1n, maxPriorityFeePerGas: 1n },
    gasLimits: { callGasLimit: 1n, verificationGasLimit: 1n, preVerificationGas: 1n },
    voucher: {
      ...{ paymaster: grant.paymaster, paymasterData: "0x" },
      ...{ paymasterVerificationGasLimit: 0n, paymasterPostOpGasLimit: 0n },
    },
  });
  const data = encodeFunctionData({
    ...{ abi: sessionValidatorAbi, functionName: "validateUserOp" },
    args: [toPackedUserOperation(operation), numberToHex(1, { size: 32 })],
  });
  return {
    account: account.toLowerCase() as Address,
    begin: async (): Promise<void> => {
      const hash = await anvil.sendTransaction({ chain: null, account, to: sessionValidator, data });
      const { logs } = await chain.waitForTransactionReceipt({ hash, pollingInterval: 50 });
      const names = parseEventLogs({ abi: sessionValidatorAbi, logs }).map(({ eventName }) => eventName);
      if (`${names}` !== "SessionEnabled,SessionEnded") throw new Error(`The session should begin and end: ${names}.`);
    },
  };
}
