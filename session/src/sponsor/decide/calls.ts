import type { Address, Hex } from "viem";
import { size, slice, toFunctionSelector } from "viem";
import { decodeCalls as decode, RUN_TOGETHER } from "../../operation/calls.ts";

/** One call of an operation, as far as the sponsor checks it. The target is in lowercase. */
export type AskedCall = { to: Address; value: bigint; selector: Hex; data: Hex };

/** More calls do not fit into an operation's gas; each is searched in the whole list. */
const MAX_CALLS = 256;

/** Functions that end sessions. */
export const ENDINGS: readonly string[] = ["revoke(bytes32)", "revokeAll()"].map((text) => toFunctionSelector(text));

/** Handing the account over, with the next owner's proof, and ending the restrictions afterwards; the chain checks both. */
const HANDING_OVER = ["changeOwner(bytes,bytes)", "release()"].map((text) => toFunctionSelector(text));

/** The same, naming guardians, and cancelling a change that they or a thief asked for. */
const ABOUT_OWNER = [
  ...HANDING_OVER,
  ...["setGuardians(bytes[],uint256)", "cancelChange()"].map((text) => toFunctionSelector(text)),
];

/**
 * Decodes the calls of an operation: `runTogether`, or an ERC-7579 `execute`, single or batch, in default revert mode.
 * @param callData The operation's.
 * @returns The calls; undefined if it is anything else, or more calls than one operation has room for.
 */
export function readCalls(callData: Hex): AskedCall[] | undefined {
  const calls = decode(callData);
  if (!calls || calls.length > MAX_CALLS) return undefined;
  return calls.map(({ to, value, data }) => ({
    to: to.toLowerCase() as Address,
    ...{ value, data },
    selector: size(data) < 4 ? data : slice(data, 0, 4),
  }));
}

/** Whether an operation changes who owns the account, or who may recover it, directly and not as a call. */
export const isAboutOwner = (callData: Hex): boolean => ABOUT_OWNER.some((selector) => callData.startsWith(selector));

/** Whether it is one of those that an account allows while it is confined. */
export const isHandingOver = (callData: Hex): boolean => HANDING_OVER.some((selector) => callData.startsWith(selector));

/** Whether an operation makes its calls in the only form that a confined account allows. */
export const isRunTogether = (callData: Hex): boolean => callData.startsWith(RUN_TOGETHER);

/**
 * A call in words, for a refusal.
 * @param call The call.
 * @returns What it calls, without arguments.
 */
export function describeCall({ to, selector, value }: AskedCall): string {
  return `${selector} of ${to}${value === 0n ? "" : ` with ${value} wei`}`;
}
