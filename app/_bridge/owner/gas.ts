import type { Call, GasLimits } from "@hourglass/session/core";
import { slice, toFunctionSelector } from "viem";
import limits from "./gasLimits.json";

// Limits, not forecasts, as in ../gasTable.ts. OwnerCallGas.t.sol and OwnershipCallGas.t.sol check each
// call's most expensive case against the same file.
const EXECUTE = 40_000n;
/** For a P-256 key on a chain without the precompile, or a passkey. Unused verification gas costs nothing. */
const VERIFY = 500_000n;
const VERIFY_DEPLOY = 500_000n;

const callGas = new Map(
  Object.entries(limits).map(([functionSignature, gas]) => [toFunctionSelector(functionSignature), BigInt(gas)]),
);

/**
 * Gas limits of an operation of the owner, within what the sponsor pays for.
 * @param shape Calls made by `buildOwnerCalls`, and whether the same operation creates the account.
 * @returns Limits; `preVerificationGas` is computed from the operation.
 * @throws Error when a call was never measured, which is our own bug.
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
  const own = { callGasLimit, verificationGasLimit: VERIFY + (deploys ? VERIFY_DEPLOY : 0n) };
  // dev/hearSwaps.ts sets it while contracts are replaced.
  return process.env.NODE_ENV === "development" ? (globalThis.hourglassWiden?.(own, true) ?? own) : own;
}
