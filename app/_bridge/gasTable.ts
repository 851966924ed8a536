import { slice, toFunctionSelector } from "viem";

import type { GasTable } from "@/session/gas";
import limits from "./gasLimits.json";

// Limits, not forecasts: what is not used is not paid for (the EntryPoint's penalty starts above 40,000 unused gas), but
// a limit that is too low loses the operation. `CallGas.t.sol` holds each call's dearest case, from a cold start,
// against the same file. Verification limits have no penalty; a whole first operation took about 580,000 gas by
// transaction, and the rest is room for P-256 in Solidity, twice, where a chain has no precompile.
const VERIFY_USE = 150_000n;
const VERIFY_ENABLE = 900_000n;
const VERIFY_DEPLOY = 450_000n;
/** EntryPoint, account and batch around the calls. */
const EXECUTE = 40_000n;
const FIRST_ACTION = 60_000n;

const callGas = new Map(
  Object.entries(limits).map(([functionSignature, gas]) => [toFunctionSelector(functionSignature), BigInt(gas)]),
);

/** Gas limits of the game's operations, known before the click. Undefined: a call that was never measured. */
export const gasTable: GasTable = ({ deploys, enables, calls }) => {
  let callGasLimit = EXECUTE + (deploys ? FIRST_ACTION : 0n);
  for (const { data = "0x" } of calls) {
    const gas = data.length < 10 ? undefined : callGas.get(slice(data, 0, 4));
    if (gas === undefined) return undefined;
    callGasLimit += gas;
  }
  return {
    callGasLimit,
    verificationGasLimit: VERIFY_USE + (enables ? VERIFY_ENABLE : 0n) + (deploys ? VERIFY_DEPLOY : 0n),
  };
};
