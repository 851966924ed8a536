import type { GasTable } from "@hourglass/session/core";
import { type Hex, hexToBigInt, size, slice, toFunctionSelector } from "viem";
import { sessionFunctions } from "@/game/rules/sessionFunctions";

// Limits, not forecasts: unused gas is not paid for, except a tenth of what is above 40,000 unused gas (the EntryPoint's
// penalty), and a limit that is too low loses the operation. contracts/test/game checks each call's most expensive case, from a
// cold start, against the same figures. Verification limits have no penalty; their surplus is room for P-256 in Solidity, twice,
// on a chain without the precompile.
const VERIFY_USE = 150_000n;
const VERIFY_ENABLE = 900_000n;
const VERIFY_DEPLOY = 450_000n;
/** The account's own work, and several calls in one operation. */
const EXECUTE = 12_000n;
const FIRST_ACTION = 60_000n;

const measured = new Map(
  sessionFunctions.map(({ functionSignature, gas, gasPerByte }) => [
    toFunctionSelector(functionSignature),
    { gas, gasPerByte },
  ]),
);

/** Undefined: a call that was never measured. */
function callGas(data: Hex): bigint | undefined {
  const row = size(data) < 4 ? undefined : measured.get(slice(data, 0, 4));
  // Selector, offset, the number of bytes, the bytes.
  const bytes = row?.gasPerByte ? hexToBigInt(slice(data, 36, 68)) : 0n;
  return row && BigInt(row.gas) + BigInt(row.gasPerByte) * bytes;
}

/** Gas limits of the game's operations, known before the click. Undefined: a call that was never measured. */
export const gasTable: GasTable = ({ deploys, enables, calls }) => {
  let callGasLimit = EXECUTE + (deploys ? FIRST_ACTION : 0n);
  for (const { data = "0x" } of calls) {
    const gas = callGas(data);
    if (gas === undefined) return undefined;
    callGasLimit += gas;
  }
  const limits = {
    callGasLimit,
    verificationGasLimit: VERIFY_USE + (enables ? VERIFY_ENABLE : 0n) + (deploys ? VERIFY_DEPLOY : 0n),
  };
  // dev/hearSwaps.ts sets it while contracts are replaced.
  return process.env.NODE_ENV === "development" ? (globalThis.hourglassWiden?.(limits) ?? limits) : limits;
};
