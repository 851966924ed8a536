import type { Address } from "viem";
import { toFunctionSelector } from "viem";

import type { SponsoredOperation } from "@/app/_api/sponsor";
import { decodeCalls } from "./calls";
import { maxOperationCost } from "./gas";

/** What ends sessions. */
export const ENDINGS = [toFunctionSelector("revoke(bytes32)"), toFunctionSelector("revokeAll()")] as readonly string[];

/**
 * The most gas of an operation that ends sessions and does nothing else: a few storage words, an owner's signature that
 * may have to be checked without the precompile.
 */
const endingGasCaps = { callGasLimit: 200_000n, verificationGasLimit: 700_000n, preVerificationGas: 200_000n } as const;

/**
 * Endings that the sponsor pays for outside of every budget, for each session that it promised: a stranger who asks in an
 * account's name takes one with each operation that its owner sends, and must not be able to take the last.
 */
export const ENDINGS_PER_SESSION = 16;

/**
 * Whether an operation only ends sessions. Such a one is not refused for a budget that somebody else may have used up.
 * @param operation What is asked for.
 * @param sessionValidator The module.
 * @returns False for an account that is not deployed: it has no session.
 */
export function isEnding(operation: SponsoredOperation, sessionValidator: Address): boolean {
  const { factory, callData, callGasLimit, verificationGasLimit, preVerificationGas } = operation;
  const calls = decodeCalls(callData) ?? [];
  return (
    factory === undefined &&
    callGasLimit <= endingGasCaps.callGasLimit &&
    verificationGasLimit <= endingGasCaps.verificationGasLimit &&
    preVerificationGas <= endingGasCaps.preVerificationGas &&
    calls.length > 0 &&
    calls.every(({ target, selector }) => target === sessionValidator && ENDINGS.includes(selector))
  );
}

/**
 * What one ending may cost at most.
 * @param maxFeePerGas The sponsor's cap.
 * @returns Wei.
 */
export function maxEndingCost(maxFeePerGas: bigint): bigint {
  return maxOperationCost({ ...endingGasCaps, maxFeePerGas });
}
