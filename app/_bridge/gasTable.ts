import { type Hex, hexToBigInt, slice, toFunctionSelector } from "viem";

import type { GasTable } from "@/session/gas";
import limits from "./gasLimits.json";
import move from "./moveGas.json";

// Limits, not forecasts: what is not used is not paid for, but for a tenth of what is above 40,000 unused gas (the EntryPoint's
// penalty), and a limit that is too low loses the operation. `CallGas.t.sol` holds each call's dearest case, from a cold
// start, against the same files. Verification limits have no penalty; the rest of them is room for P-256 in Solidity, twice,
// where a chain has no precompile.
const VERIFY_USE = 150_000n;
const VERIFY_ENABLE = 900_000n;
const VERIFY_DEPLOY = 450_000n;
/** The account, and several calls in one. */
const EXECUTE = 12_000n;
const FIRST_ACTION = 60_000n;

const callGas = new Map(
  Object.entries(limits).map(([functionSignature, gas]) => [toFunctionSelector(functionSignature), BigInt(gas)]),
);

const MOVE = toFunctionSelector("move(bytes)");

/** A walk by its steps: selector, offset, the number of steps, one byte each. */
function moveGas(data: Hex): bigint {
  const steps = hexToBigInt(slice(data, 36, 68));
  return BigInt(move.first) + BigInt(move.step) * steps;
}

/** Gas limits of the game's operations, known before the click. Undefined: a call that was never measured. */
export const gasTable: GasTable = ({ deploys, enables, calls }) => {
  let callGasLimit = EXECUTE + (deploys ? FIRST_ACTION : 0n);
  for (const { data = "0x" } of calls) {
    const gas = data.length < 10 ? undefined : callGas.get(slice(data, 0, 4));
    if (gas === undefined) return undefined;
    callGasLimit += data.startsWith(MOVE) ? moveGas(data) : gas;
  }
  return {
    callGasLimit,
    verificationGasLimit: VERIFY_USE + (enables ? VERIFY_ENABLE : 0n) + (deploys ? VERIFY_DEPLOY : 0n),
  };
};
