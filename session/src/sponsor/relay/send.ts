import {
  BaseError,
  type Chain,
  ContractFunctionRevertedError,
  createNonceManager,
  createWalletClient,
  ExecutionRevertedError,
  type Hex,
  type LocalAccount,
  NonceTooLowError,
  type PublicClient,
  type Transport,
} from "viem";
import { jsonRpc } from "viem/nonce";
import type { Call } from "../../operation/calls.ts";
import { RpcFailure, rpcCode } from "../http/rpcFailure.ts";

/** The cost of a call, in wei; and a function that sends it, which resolves with the hash as soon as the node has it. */
export type PricedCall = { costWei: bigint; gasPriceWei: bigint; send: () => Promise<Hex> };

/** Simulates a call; rejects if the chain would refuse it, or if it needs more gas than that. Nothing is sent. */
export type Relayer = (call: Call, maxGas?: bigint) => Promise<PricedCall>;

/** Another server with the same key can take a nonce first, at most a few times in a row. */
const MAX_TRIES = 4;

/**
 * Creates the relayer. Its nonces are counted in this process, so that simultaneous requests do not use the same
 * one; if another server was faster, the next one is tried.
 * @param parameters Chain, transport and key; the client simulates before money is spent.
 * @returns The relayer.
 */
export function createRelayer(parameters: {
  chain: Chain;
  transport: Transport;
  account: LocalAccount;
  client: PublicClient;
}): Relayer {
  const { chain, transport, client } = parameters;
  const account = { ...parameters.account, nonceManager: createNonceManager({ source: jsonRpc() }) };
  const wallet = createWalletClient({ account, chain, transport });
  return async ({ to, data = "0x" }, maxGas) => {
    const [gas, fees, block] = await Promise.all([
      client.estimateGas({ account, to, data, ...(maxGas !== undefined && { gas: maxGas }) }),
      client.estimateFeesPerGas(),
      client.getBlock(),
    ]);
    const { maxFeePerGas, maxPriorityFeePerGas } = fees;
    // What is paid, out of the maximum.
    const price = (block.baseFeePerGas ?? 0n) + maxPriorityFeePerGas;
    const gasPriceWei = price < maxFeePerGas ? price : maxFeePerGas;
    const send = async () => {
      for (let attempt = 1; ; attempt += 1) {
        try {
          return await wallet.sendTransaction({ to, data, gas, maxFeePerGas, maxPriorityFeePerGas });
        } catch (error) {
          if (attempt === MAX_TRIES || !isNonceTaken(error)) throw error;
        }
      }
    };
    return { costWei: gas * gasPriceWei, gasPriceWei, send };
  };
}

/**
 * Whether the chain refuses a call, as opposed to not answering.
 * @param error An error of a {@link Relayer}.
 */
export function isRevert(error: unknown): boolean {
  const isIt = (cause: unknown) =>
    cause instanceof ContractFunctionRevertedError || cause instanceof ExecutionRevertedError;
  return error instanceof BaseError && error.walk(isIt) !== null;
}

/** The relay's refusal: what it saw, what it pays for, and from when (Unix seconds) it makes sense to ask again. */
export function refuse(seen: string, allowed: string, retryAt?: number): RpcFailure {
  return new RpcFailure(`Relay: seen ${seen}; allowed: ${allowed}`, {
    code: rpcCode.invalidParams,
    httpStatus: 403,
    data: { part: "relay", seen, allowed, ...(retryAt !== undefined && { retryAt }) },
  });
}

function isNonceTaken(error: unknown): boolean {
  if (!(error instanceof BaseError)) return false;
  const isTooLow = error.walk((cause) => cause instanceof NonceTooLowError) !== null;
  return isTooLow || /underpriced|already (known|imported)/i.test(error.message);
}
