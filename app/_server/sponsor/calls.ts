import type { Address, Hex } from "viem";
import { size, slice } from "viem";

import { decodeCalls as decode } from "@/session/calls";

/** One call of an operation, as far as the sponsor looks. */
export type Call = { target: Address; value: bigint; selector: Hex; data: Hex };

/**
 * Decodes the calls of an operation: `runTogether`, or an ERC-7579 `execute`, single or batch, in default revert mode.
 * @param callData Of the operation.
 * @returns The calls, addresses in lowercase; undefined when it is anything else.
 */
export function decodeCalls(callData: Hex): Call[] | undefined {
  return decode(callData)?.map(({ to, value, data }) => ({
    target: to.toLowerCase() as Address,
    ...{ value, data },
    selector: size(data) < 4 ? data : slice(data, 0, 4),
  }));
}

/**
 * A call in words, for a refusal.
 * @param call The call.
 * @returns What it calls, without its arguments.
 */
export function describeCall({ target, selector, value }: Call): string {
  return `${selector} of ${target}${value === 0n ? "" : ` with ${value} wei`}`;
}
