import { type Abi, decodeErrorResult, type Hex } from "viem";
import { sessionErrors } from "../abis/abis.ts";
import { nameArguments } from "../errors/decodeFailure.ts";

/** The error with which calls reverted, its arguments named; undefined if no ABI knows it. */
export function nameRevert(data: Hex, abi: Abi) {
  try {
    const { errorName, args = [] } = decodeErrorResult({ abi: [...sessionErrors, ...abi] as Abi, data });
    const error = { name: errorName, args };
    return { ...error, named: nameArguments(error, abi) };
  } catch {
    return undefined;
  }
}
