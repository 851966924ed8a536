import { type Address, type Client, encodeAbiParameters, parseAbi, parseAbiParameters, type Transport } from "viem";
import { toPackedUserOperation } from "viem/account-abstraction";
import { getBlock, getCode, readContract } from "viem/actions";
import { toUnavailableOrRefused } from "../errors/decodeFailure.ts";
import type { Clock } from "../lane/clock.ts";
import type { Operation } from "./operationType.ts";

/** Additional gas for an operation whose bytes are paid for on another chain. */
export type DataGas = (operation: Operation) => Promise<bigint>;

/** The OP stack's GasPriceOracle, a predeploy: the cost of a transaction's bytes on the underlying chain. */
export const OP_FEE_ORACLE: Address = "0x420000000000000000000000000000000000000F";
const oracleAbi = parseAbi(["function getL1Fee(bytes data) view returns (uint256)"]);

const packedParameters = parseAbiParameters([
  "PackedUserOperation operation",
  "struct PackedUserOperation { address sender; uint256 nonce; bytes initCode; bytes callData; bytes32 accountGasLimits; uint256 preVerificationGas; bytes32 gasFees; bytes paymasterAndData; bytes signature; }",
]);
/** The underlying price changes: a value that was read is reused for this long, with a margin. */
const KEPT_MS = 30_000;
const MARGIN_PERCENT = 25n;
/** Operations whose size differs by less than this share one value. */
const SIZE_STEP = 64;

/**
 * The data fee of a rollup, as gas for `preVerificationGas`. On a chain without a fee oracle it is zero, which is asked once.
 * @param rpc Reads the chain.
 * @param clock Time.
 * @returns Gas; rounded up, with a margin for the underlying price. Asked once per size and half minute.
 */
export function createDataGas(rpc: Client<Transport>, clock: Clock): DataGas {
  let hasOracle: Promise<boolean> | undefined;
  const known = new Map<number, { wei: bigint; baseFee: bigint; atMs: number }>();

  const ask = async (operation: Operation, size: number) => {
    const [wei, { baseFeePerGas }] = await Promise.all([
      readContract(rpc, { abi: oracleAbi, address: OP_FEE_ORACLE, functionName: "getL1Fee", args: [pack(operation)] }),
      getBlock(rpc),
    ]);
    const fresh = { wei, baseFee: baseFeePerGas ?? 0n, atMs: clock.nowMs() };
    known.set(size, fresh);
    return fresh;
  };

  return async (operation) => {
    try {
      hasOracle ??= getCode(rpc, { address: OP_FEE_ORACLE }).then((code) => code !== undefined);
      if (!(await hasOracle)) return 0n;
      const size = Math.ceil(pack(operation).length / 2 / SIZE_STEP);
      const last = known.get(size);
      const { wei, baseFee } = last && clock.nowMs() - last.atMs < KEPT_MS ? last : await ask(operation, size);
      const { maxFeePerGas, maxPriorityFeePerGas } = operation;
      const paid = baseFee + maxPriorityFeePerGas;
      const price = paid < maxFeePerGas ? paid : maxFeePerGas;
      return price === 0n ? 0n : (wei * (100n + MARGIN_PERCENT)) / 100n / price + 1n;
    } catch (cause) {
      hasOracle = undefined;
      throw toUnavailableOrRefused("rpc", cause);
    }
  };
}

function pack(operation: Operation) {
  const { preVerificationGas } = operation;
  return encodeAbiParameters(packedParameters, [{ ...toPackedUserOperation(operation), preVerificationGas }]);
}
