import { slice, toFunctionSelector } from "viem";

import type { Call } from "@/session/calls";
import type { GasLimits } from "@/session/gas";
import limits from "./gasLimits.json";

// Limits, not forecasts, as in ../gasTable.ts. OwnerCallGas.t.sol holds each call's dearest case against the same file.
const EXECUTE = 40_000n;
/** Of a P-256 key on a chain without the precompile, or a passkey. What is not used of it costs nothing. */
const VERIFY = 500_000n;
const VERIFY_DEPLOY = 500_000n;

const callGas = new Map(
  Object.entries(limits).map(([functionSignature, gas]) => [toFunctionSelector(functionSignature), BigInt(gas)]),
);

/**
 * Gas limits of an operation of the owner, within what the sponsor pays for.
 * @param shape Calls made by `buildOwnerCalls`, and whether the account is made by the same operation.
 * @returns Limits; `preVerificationGas` is computed from the operation.
 * @throws Error when a call was never measured, which is a defect of ours.
 */
export function ownerGasLimits({
  calls,
  deploys,
}: {
  calls: readonly Call[];
  deploys: boolean;
}): Omit<GasLimits, "preVerificationGas"> {
  const callGasLimit = calls.reduce((sum, { data = "0x" }) => {
    const selector = slice(data, 0, 4);
    const gas = callGas.get(selector);
    if (gas === undefined) throw new Error(`${selector} was never measured; see app/_bridge/owner/gasLimits.json`);
    return sum + gas;
  }, EXECUTE);
  return { callGasLimit, verificationGasLimit: VERIFY + (deploys ? VERIFY_DEPLOY : 0n) };
}
