import {
  type Address,
  BaseError,
  createNonceManager,
  createWalletClient,
  type Hex,
  http,
  NonceTooLowError,
  type PublicClient,
} from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { jsonRpc } from "viem/nonce";

import { sessionValidatorAbi } from "@/session/generated/abis";
import { describeChain } from "../chain";

export type Relayer = {
  /** Sends `revokeBySessionKey`; resolves with the transaction's hash as soon as the node has it. */
  revoke: (validator: Address, account: Address, sessionKey: Hex, signature: Hex) => Promise<Hex>;
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
    async revoke(validator, player, sessionKey, signature) {
      const { request } = await chain.simulateContract({
        account,
        address: validator,
        abi: sessionValidatorAbi,
        functionName: "revokeBySessionKey",
        args: [player, sessionKey, signature],
      });
      for (let attempt = 1; ; attempt += 1) {
        try {
          return await wallet.writeContract(request);
        } catch (error) {
          if (attempt === MAX_TRIES || !isNonceTaken(error)) throw error;
        }
      }
    },
  };
}

function isNonceTaken(error: unknown): boolean {
  if (!(error instanceof BaseError)) return false;
  const isTooLow = error.walk((cause) => cause instanceof NonceTooLowError) !== null;
  return isTooLow || /underpriced|already (known|imported)/i.test(error.message);
}
