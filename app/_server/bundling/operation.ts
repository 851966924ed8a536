import type { Address } from "viem";
import { z } from "zod";

import type { JsonRpcRequest } from "@/app/_api/jsonRpc";
import { address, hex, uint } from "@/app/_api/primitives";
import { parseInput } from "../json";

const none = z.null().optional();
const gas = uint(128, "an amount of gas as 0x-hex");
const wei = uint(128, "an amount of wei as 0x-hex");

/**
 * An operation as it is sent to the bundler (ERC-7769, EntryPoint v0.7 and later), and no other field: an EIP-7702
 * authorisation costs the bundler 25,000 gas, and gives an account code that nobody has checked.
 */
const operation = z.strictObject({
  sender: address,
  nonce: uint(256),
  factory: z.union([address, none]),
  factoryData: z.union([hex(), none]),
  callData: hex(),
  callGasLimit: gas,
  verificationGasLimit: gas,
  preVerificationGas: gas,
  maxFeePerGas: wei,
  maxPriorityFeePerGas: wei,
  paymaster: z.union([address, none]),
  paymasterVerificationGasLimit: z.union([gas, none]),
  paymasterPostOpGasLimit: z.union([gas, none]),
  paymasterData: z.union([hex(), none]),
  signature: hex(),
});
export type BundledOperation = z.output<typeof operation>;

/** Before the estimate nobody knows the gas; a missing value is zero. */
const zero = z.union([gas, none]).transform((value) => value ?? 0n);
const draft = operation.extend({
  callGasLimit: zero,
  verificationGasLimit: zero,
  preVerificationGas: zero,
  maxFeePerGas: zero,
  maxPriorityFeePerGas: zero,
});

/**
 * Reads an operation that is to be sent or estimated.
 * @param call The JSON-RPC request.
 * @param entryPoint The only one that is served.
 * @param isDraft Whether gas and fees may be missing.
 * @returns The operation.
 * @throws Failure (invalid params) that says what was seen and what is allowed.
 */
export function parseOperation({ params }: JsonRpcRequest, entryPoint: Address, isDraft: boolean): BundledOperation {
  const allowed = address.check(
    z.refine((seen) => seen === entryPoint, { error: `allowed: EntryPoint ${entryPoint}` }),
  );
  const [parsed] = parseInput(z.tuple([isDraft ? draft : operation, allowed]), params, "params");
  return parsed;
}
