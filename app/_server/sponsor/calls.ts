import type { Address, Hex } from "viem";
import { decodeAbiParameters, decodeFunctionData, parseAbiParameters, size, slice } from "viem";

import { playerAccountAbi } from "@/session/generated/abis";

/** One call of an operation, as far as the sponsor looks. */
export type Call = { target: Address; value: bigint; selector: Hex; data: Hex };

const batch = parseAbiParameters("(address target, uint256 value, bytes callData)[]");

/**
 * Decodes the calls of an ERC-7579 `execute`, single or batch, default revert mode.
 * @param callData Of the operation.
 * @returns The calls, addresses in lowercase; undefined when it is anything else.
 */
export function decodeCalls(callData: Hex): Call[] | undefined {
  try {
    const { functionName, args } = decodeFunctionData({ abi: playerAccountAbi, data: callData });
    if (functionName !== "execute") return undefined;
    const [mode, body] = args;
    // Call type, then exec type; the rest of the mode is not looked at by the account.
    if (slice(mode, 0, 2) === "0x0000")
      return [toCall(slice(body, 0, 20), BigInt(slice(body, 20, 52)), sliceTail(body))];
    if (slice(mode, 0, 2) !== "0x0100") return undefined;
    const [calls] = decodeAbiParameters(batch, body);
    return calls.map(({ target, value, callData: data }) => toCall(target, value, data));
  } catch {
    return undefined;
  }
}

/**
 * A call in words, for a refusal.
 * @param call The call.
 * @returns What it calls, without its arguments.
 */
export function describeCall({ target, selector, value }: Call): string {
  return `${selector} of ${target}${value === 0n ? "" : ` with ${value} wei`}`;
}

function sliceTail(body: Hex): Hex {
  return size(body) > 52 ? slice(body, 52) : "0x";
}

function toCall(target: Address, value: bigint, data: Hex): Call {
  const selector = size(data) < 4 ? data : slice(data, 0, 4);
  return { target: target.toLowerCase() as Address, value, selector, data };
}
