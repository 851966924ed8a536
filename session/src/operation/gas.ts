import type { Abi, Address, Client, Hex, Transport } from "viem";
import { encodeAbiParameters, hexToBigInt, hexToBytes, maxUint128, parseAbiParameters, slice } from "viem";
import { entryPoint08Address, formatUserOperationRequest, toPackedUserOperation } from "viem/account-abstraction";
import { toUnavailableOrRefused } from "../errors/decodeFailure.ts";
import type { Call } from "./calls.ts";
import type { DataGas } from "./dataGas.ts";
import type { Operation } from "./operationType.ts";

/** EIP-1559 fees of an operation, wei per gas. */
export type Fees = { maxFeePerGas: bigint; maxPriorityFeePerGas: bigint };

/** Gas limits of an operation, without those of its paymaster. */
export type GasLimits = { callGasLimit: bigint; verificationGasLimit: bigint; preVerificationGas: bigint };

/** What an operation does, as far as it matters for gas. */
export type OperationShape = { deploys: boolean; enables: boolean; calls: readonly Call[] };

/** Limits that were measured on chain for a shape. Undefined: not measured, ask the bundler. */
export type GasTable = (shape: OperationShape) => Omit<GasLimits, "preVerificationGas"> | undefined;

/** Gas outside execution, by a bundler's formula. `floorPerToken` is 0 for chains without EIP-7623. */
export type OverheadOptions = {
  floorPerToken?: bigint;
  marginPercent?: bigint;
  /** On rollups; see `createDataGas`. */
  dataGas?: DataGas;
};

// What the reference bundlers charge for a bundle of one operation: the transaction, EntryPoint's work outside what it
// measures, the same per operation, and copying call data per word.
const TRANSACTION_GAS = 21_000n;
const BUNDLE_GAS = 9_830n;
const OPERATION_GAS = 7_260n;
const MILLI_GAS_PER_CALLDATA_WORD = 9_200n;
const GAS_PER_TOKEN = 4n;

const packedParameters = parseAbiParameters([
  "PackedUserOperation operation",
  "struct PackedUserOperation { address sender; uint256 nonce; bytes initCode; bytes callData; bytes32 accountGasLimits; uint256 preVerificationGas; bytes32 gasFees; bytes paymasterAndData; bytes signature; }",
]);

/**
 * `preVerificationGas` of an operation, computed here without a request: call data by EIP-2028 with the floor of
 * EIP-7623, and fixed overheads. On a rollup that charges for data on another chain, ask the bundler instead.
 * @param operation Complete except for `preVerificationGas`; a stub signature of the right size is fine.
 * @param options Floor price per token (default 10), margin in percent (default 3).
 * @returns Gas.
 */
export function computePreVerificationGas(operation: Operation, options: OverheadOptions = {}): bigint {
  const { floorPerToken = 10n, marginPercent = 3n } = options;
  // Unknown bytes are counted as non-zero, as bundlers do.
  const packed = toPackedUserOperation({
    ...operation,
    callGasLimit: maxUint128,
    verificationGasLimit: maxUint128,
    maxFeePerGas: maxUint128,
    maxPriorityFeePerGas: maxUint128,
    ...(operation.paymaster && {
      paymasterVerificationGasLimit: maxUint128,
      paymasterPostOpGasLimit: maxUint128,
      paymasterData: fill(operation.paymasterData ?? "0x"),
    }),
    signature: fill(operation.signature),
  });
  const preVerificationGas = hexToBigInt(fill(`0x${"00".repeat(32)}`));
  const bytes = hexToBytes(encodeAbiParameters(packedParameters, [{ ...packed, preVerificationGas }]));
  let tokens = 0n;
  for (const byte of bytes) tokens += byte === 0 ? 1n : 4n;
  const words = BigInt(Math.ceil((operation.callData.length - 2) / 64));
  const overhead = BUNDLE_GAS + OPERATION_GAS + (words * MILLI_GAS_PER_CALLDATA_WORD) / 1000n;
  const standard = TRANSACTION_GAS + GAS_PER_TOKEN * tokens + overhead;
  // Execution counts against the floor; a tenth of the limits is certainly paid (unused-gas penalty).
  const execution = (operation.callGasLimit + (operation.paymasterPostOpGasLimit ?? 0n)) / 10n;
  const floor = TRANSACTION_GAS + floorPerToken * tokens - execution;
  return ((floor > standard ? floor : standard) * (100n + marginPercent)) / 100n;
}

/**
 * Asks the bundler for the limits of an operation (`eth_estimateUserOperationGas`).
 * @param bundler A client whose transport reaches the bundler.
 * @param operation With a stub signature and any gas limits.
 * @param entryPoint Default the canonical EntryPoint v0.8.
 * @param abi Errors of the targets: calls that would revert are already refused here.
 * @returns Limits.
 * @throws UnavailableError or RefusedError.
 */
export async function estimateGasLimits(
  bundler: Client<Transport>,
  operation: Operation,
  entryPoint: Address = entryPoint08Address,
  abi: Abi = [],
): Promise<GasLimits> {
  type Estimate = { callGasLimit: Hex; verificationGasLimit: Hex; preVerificationGas: Hex };
  const params = [formatUserOperationRequest(operation), entryPoint];
  const estimate = await bundler
    .request<{ Method: "eth_estimateUserOperationGas"; Parameters: typeof params; ReturnType: Estimate }>({
      method: "eth_estimateUserOperationGas",
      params,
    })
    .catch((error: unknown) => {
      throw toUnavailableOrRefused("bundler", error, abi);
    });
  return {
    callGasLimit: hexToBigInt(estimate.callGasLimit),
    verificationGasLimit: hexToBigInt(estimate.verificationGasLimit),
    preVerificationGas: hexToBigInt(estimate.preVerificationGas),
  };
}

/**
 * Gas limits of operations: measured ones if available, otherwise one estimate per shape, remembered.
 * @param table Measured limits.
 * @param estimate How to get an estimate; receives an operation with placeholders for limits.
 * @param options For the local computation of `preVerificationGas`.
 * @returns A function of the shape, a way to build the operation with given limits, and whether the last ones were too low.
 */
export function createGasLimits(
  table: GasTable,
  estimate: (operation: Operation) => Promise<GasLimits>,
  options: OverheadOptions = {},
) {
  const remembered = new Map<string, GasLimits>();
  const ask = (build: (limits: GasLimits) => Operation) =>
    estimate(build({ callGasLimit: 0n, verificationGasLimit: 0n, preVerificationGas: 0n }));
  return async (shape: OperationShape, build: (limits: GasLimits) => Operation, areLow = false): Promise<GasLimits> => {
    const measured = table(shape);
    if (measured) {
      const draft = build({ ...measured, preVerificationGas: 0n });
      const bytes = (await options.dataGas?.(draft)) ?? 0n;
      const own = { ...measured, preVerificationGas: computePreVerificationGas(draft, options) + bytes };
      return areLow ? largerOf(own, await ask(build)) : own;
    }
    const key = shapeKey(shape);
    const known = remembered.get(key);
    if (known && !areLow) return known;
    const limits = await ask(build);
    remembered.set(key, limits);
    return limits;
  };
}

function largerOf(one: GasLimits, other: GasLimits): GasLimits {
  const larger = (name: keyof GasLimits) => (one[name] > other[name] ? one[name] : other[name]);
  return {
    callGasLimit: larger("callGasLimit"),
    verificationGasLimit: larger("verificationGasLimit"),
    preVerificationGas: larger("preVerificationGas"),
  };
}

/** Two operations with the same functions and the same size of call data are treated as the same work. */
function shapeKey({ deploys, enables, calls }: OperationShape): string {
  const parts = calls.map(({ to, data = "0x" }) => `${to}${data.length < 10 ? data : slice(data, 0, 4)}${data.length}`);
  return `${deploys}/${enables}/${parts.join()}`;
}

function fill(data: Hex): Hex {
  return `0x${"ff".repeat((data.length - 2) / 2)}`;
}
