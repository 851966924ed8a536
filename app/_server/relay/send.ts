import {
  type Address,
  BaseError,
  ContractFunctionRevertedError,
  createNonceManager,
  createWalletClient,
  ExecutionRevertedError,
  type Hex,
  http,
  NonceTooLowError,
  type PublicClient,
} from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { jsonRpc } from "viem/nonce";

import { sessionValidatorAbi } from "@/session/generated/abis";
import type { SessionProof } from "@/session/sessionId";
import { describeChain } from "../chain";

/** What a revocation will cost, in wei, and what sends it: resolves with the hash as soon as the node has it. */
export type PricedRevocation = { costWei: bigint; send: () => Promise<Hex> };

export type Relayer = {
  /** Tries `revokeBySessionKey` out; rejects when the chain would refuse it. Nothing is sent. */
  price: (validator: Address, account: Address, proof: SessionProof, signature: Hex) => Promise<PricedRevocation>;
};

/** A nonce can be lost to another copy of the app that shares the key, a few times in a row at most. */
const MAX_TRIES = 4;

/**
 * Makes the relayer. Its nonces are counted in this process, so that requests that come at once do not take the same
 * one; where another copy of the app was faster, the next one is tried.
 * @param rpcUrl HTTP JSON-RPC of a node.
 * @param chainId Its chain.
 * @param key Private key of the relayer.
 * @param chain Client that simulates before money is spent.
 * @returns The relayer.
 */
export function createRelayer(rpcUrl: string, chainId: number, key: Hex, chain: PublicClient): Relayer {
  const account = privateKeyToAccount(key, { nonceManager: createNonceManager({ source: jsonRpc() }) });
  const wallet = createWalletClient({
    account,
    chain: describeChain(rpcUrl, chainId),
    transport: http(rpcUrl, { retryCount: 0, timeout: 5_000 }),
  });
  return {
    async price(validator, player, proof, signature) {
      const { sessionKey, rulesHash, paymaster, nonceKey } = proof;
      const call = {
        account,
        address: validator,
        abi: sessionValidatorAbi,
        functionName: "revokeBySessionKey",
        args: [player, sessionKey, rulesHash, paymaster, nonceKey, signature],
      } as const;
      const [gas, fees, block] = await Promise.all([
        chain.estimateContractGas(call),
        chain.estimateFeesPerGas(),
        chain.getBlock(),
      ]);
      const { maxFeePerGas, maxPriorityFeePerGas } = fees;
      // What is paid, of the most that may be paid.
      const price = (block.baseFeePerGas ?? 0n) + maxPriorityFeePerGas;
      return {
        costWei: gas * (price < maxFeePerGas ? price : maxFeePerGas),
        send: async () => {
          for (let attempt = 1; ; attempt += 1) {
            try {
              return await wallet.writeContract({ ...call, gas, maxFeePerGas, maxPriorityFeePerGas });
            } catch (error) {
              if (attempt === MAX_TRIES || !isNonceTaken(error)) throw error;
            }
          }
        },
      };
    },
  };
}

/**
 * Whether the chain refuses a call, other than not answering.
 * @param error Of {@link Relayer.price}.
 */
export function isRevert(error: unknown): boolean {
  const isIt = (cause: unknown) =>
    cause instanceof ContractFunctionRevertedError || cause instanceof ExecutionRevertedError;
  return error instanceof BaseError && error.walk(isIt) !== null;
}

function isNonceTaken(error: unknown): boolean {
  if (!(error instanceof BaseError)) return false;
  const isTooLow = error.walk((cause) => cause instanceof NonceTooLowError) !== null;
  return isTooLow || /underpriced|already (known|imported)/i.test(error.message);
}
