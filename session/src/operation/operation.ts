import type { Abi, Address, Client, Hex, Transport } from "viem";
import { entryPoint08Address, formatUserOperationRequest, getUserOperationHash } from "viem/account-abstraction";
import { toUnavailableOrRefused } from "../errors/decodeFailure.ts";
import type { SessionSigner } from "../keys/sessionKey.ts";
import { type Call, encodeCalls, type FactoryArgs } from "./calls.ts";
import type { Fees, GasLimits } from "./gas.ts";
import { encodeEnableSignature, encodeUseSignature, hintCalls, type SignedGrant } from "./operationSignature.ts";
import type { Operation } from "./operationType.ts";
import type { VoucherData } from "./voucher.ts";

/** Everything that an operation is made of. All of it is known before the player clicks: nothing is requested here. */
export type PrepareParameters = {
  chainId: number;
  entryPoint?: Address;
  signed: SignedGrant;
  signer: SessionSigner;
  calls: readonly Call[];
  /** Full nonce: the lane's key and its sequence number. */
  nonce: bigint;
  fees: Fees;
  gasLimits: GasLimits;
  voucher?: VoucherData | undefined;
  /** Present: this operation deploys the account. */
  factory?: FactoryArgs | undefined;
  /** True: this operation carries the grant. */
  enables: boolean;
  /** Chain clock, Unix seconds: rules with a period need it. */
  nowSeconds: number;
};

/** An operation that is ready to be sent. */
export type PreparedOperation = { operation: Operation; userOpHash: Hex };

/**
 * Builds and signs a complete operation without any request.
 * @param parameters See {@link PrepareParameters}.
 * @returns The operation and its hash (EntryPoint v0.8: EIP-712).
 */
export async function prepareOperation(parameters: PrepareParameters): Promise<PreparedOperation> {
  const { chainId, entryPoint = entryPoint08Address, signer } = parameters;
  const operation = buildOperation(parameters);
  const userOpHash = getUserOperationHash({
    chainId,
    entryPointAddress: entryPoint,
    entryPointVersion: "0.8",
    userOperation: operation,
  });
  return { operation: withSignature(operation, parameters, await signer.sign(userOpHash)), userOpHash };
}

/**
 * Builds an operation with a stub signature of the right shape and size, for estimates.
 * @param parameters As for `prepareOperation`.
 * @returns The operation; no bundler would include it.
 */
export function buildOperation(parameters: Omit<PrepareParameters, "chainId" | "entryPoint">): Operation {
  const { signed, calls, nonce, fees, gasLimits, voucher, factory, signer } = parameters;
  const operation: Operation = {
    sender: signed.grant.account,
    nonce,
    callData: encodeCalls(calls),
    ...fees,
    ...gasLimits,
    ...voucher,
    ...factory,
    signature: "0x",
  };
  return withSignature(operation, parameters, signer.stubSignature);
}

/**
 * The maximum cost of an operation, which counts against the budget: all its gas limits at its highest fee.
 * @param operation Complete.
 * @returns Wei.
 */
export function readMaxCost(operation: Operation): bigint {
  const { callGasLimit, verificationGasLimit, preVerificationGas, maxFeePerGas } = operation;
  const { paymasterVerificationGasLimit = 0n, paymasterPostOpGasLimit = 0n } = operation;
  const own = callGasLimit + verificationGasLimit + preVerificationGas;
  return (own + paymasterVerificationGasLimit + paymasterPostOpGasLimit) * maxFeePerGas;
}

function withSignature(
  operation: Operation,
  { signed, signer, enables, calls, nowSeconds }: Omit<PrepareParameters, "chainId" | "entryPoint">,
  sessionSignature: Hex,
): Operation {
  const proof = { key: signer.key, sessionSignature, ...hintCalls(signed.grant, calls, nowSeconds) };
  const signature = enables ? encodeEnableSignature(proof, signed) : encodeUseSignature(proof, signed.grant);
  return { ...operation, signature };
}

/**
 * Sends an operation with one `eth_sendUserOperation` and nothing else.
 * @param bundler A client whose transport reaches the bundler. Give it no retries: the lane retries.
 * @param operation Complete and signed.
 * @param options Where to send it (default: the canonical EntryPoint v0.8), and errors of the targets for decoding.
 * @throws UnavailableError if the bundler does not answer; RefusedError if it refuses, with the contracts' own
 * errors decoded.
 */
export async function sendOperation(
  bundler: Client<Transport>,
  operation: Operation,
  options: { entryPoint?: Address; abi?: Abi } = {},
): Promise<void> {
  const { entryPoint = entryPoint08Address, abi } = options;
  await bundler
    .request({ method: "eth_sendUserOperation", params: [formatUserOperationRequest(operation), entryPoint] })
    .catch((error: unknown) => {
      throw toUnavailableOrRefused("bundler", error, abi);
    });
}
