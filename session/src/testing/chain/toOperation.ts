import type { Address, Hex } from "viem";
import { hexToBigInt, size, slice } from "viem";
import type { RpcUserOperation } from "viem/account-abstraction";
import type { Operation } from "../../operation/operationType.ts";

/** An operation in the contracts' format. */
export type PackedOperation = {
  sender: Address;
  nonce: bigint;
  initCode: Hex;
  callData: Hex;
  accountGasLimits: Hex;
  preVerificationGas: bigint;
  gasFees: Hex;
  paymasterAndData: Hex;
  signature: Hex;
};

/** An operation from a JSON-RPC request. */
export function fromRpc(request: RpcUserOperation<"0.8">): Operation {
  const number = (value: Hex | undefined) => (value === undefined ? 0n : hexToBigInt(value));
  const { sender, nonce, callData, signature, factory, factoryData, paymaster, paymasterData } = request;
  return {
    ...{ sender, nonce: hexToBigInt(nonce), callData, signature },
    callGasLimit: number(request.callGasLimit),
    verificationGasLimit: number(request.verificationGasLimit),
    preVerificationGas: number(request.preVerificationGas),
    maxFeePerGas: number(request.maxFeePerGas),
    maxPriorityFeePerGas: number(request.maxPriorityFeePerGas),
    ...(factory && { factory, factoryData: factoryData ?? "0x" }),
    ...(paymaster && {
      ...{ paymaster, paymasterData: paymasterData ?? "0x" },
      paymasterVerificationGasLimit: number(request.paymasterVerificationGasLimit),
      paymasterPostOpGasLimit: number(request.paymasterPostOpGasLimit),
    }),
  };
}

/** An operation from the EntryPoint's call data. */
export function fromPacked(packed: PackedOperation): Operation {
  const { sender, nonce, callData, signature, initCode, accountGasLimits, gasFees, paymasterAndData } = packed;
  const half = (bytes: Hex, at: number) => hexToBigInt(slice(bytes, at, at + 16));
  return {
    ...{ sender, nonce, callData, signature, preVerificationGas: packed.preVerificationGas },
    ...{ verificationGasLimit: half(accountGasLimits, 0), callGasLimit: half(accountGasLimits, 16) },
    ...{ maxPriorityFeePerGas: half(gasFees, 0), maxFeePerGas: half(gasFees, 16) },
    ...(initCode !== "0x" && { factory: slice(initCode, 0, 20), factoryData: rest(initCode, 20) }),
    ...(paymasterAndData !== "0x" && {
      ...{ paymaster: slice(paymasterAndData, 0, 20), paymasterData: rest(paymasterAndData, 52) },
      paymasterVerificationGasLimit: half(paymasterAndData, 20),
      paymasterPostOpGasLimit: half(paymasterAndData, 36),
    }),
  };
}

/** The bytes after a position; nothing at the end. */
export const rest = (bytes: Hex, at: number): Hex => (size(bytes) > at ? slice(bytes, at) : "0x");
