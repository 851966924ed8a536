import type { Address } from "viem";
import type { AskedOperation } from "../parse/sponsorRequest.ts";
import { ENDINGS, readCalls } from "./calls.ts";
import { maxOperationCost } from "./gas.ts";

/**
 * The maximum gas of an operation that only ends sessions: a few storage words, and an owner's signature that
 * may have to be checked without the precompile.
 */
const endingGasCaps = { callGasLimit: 200_000n, verificationGasLimit: 700_000n, preVerificationGas: 200_000n } as const;

/**
 * Endings that the sponsor pays for outside every budget, for each session that it promised. A stranger who asks in an
 * account's name uses one with each operation that its owner sends, and must not be able to use the last.
 */
export const ENDINGS_PER_SESSION = 16n;

/**
 * Whether an operation only ends sessions. It is not refused because somebody else may have used up a budget.
 * @param operation The requested operation.
 * @param sessionValidator The module.
 * @returns False for an account that is not deployed: it has no session.
 */
export function isEnding(operation: AskedOperation, sessionValidator: Address): boolean {
  const { factory, callData, callGasLimit, verificationGasLimit, preVerificationGas } = operation;
  const calls = readCalls(callData) ?? [];
  return (
    factory === undefined &&
    callGasLimit <= endingGasCaps.callGasLimit &&
    verificationGasLimit <= endingGasCaps.verificationGasLimit &&
    preVerificationGas <= endingGasCaps.preVerificationGas &&
    calls.length > 0 &&
    calls.every(({ to, selector }) => to === sessionValidator && ENDINGS.includes(selector))
  );
}

/**
 * The maximum cost of one ending.
 * @param maxFeePerGas The sponsor's cap.
 * @returns Wei.
 */
export function maxEndingCost(maxFeePerGas: bigint): bigint {
  return maxOperationCost({ ...endingGasCaps, maxFeePerGas });
}
