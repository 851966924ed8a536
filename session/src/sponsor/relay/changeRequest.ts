import type { Hex } from "viem";
import { slice, toFunctionSelector } from "viem";
import { address, bytes, object } from "../../grant/readers.ts";
import { isCloneOf } from "../../owners/ownership.ts";
import type { OwnerChangeCall } from "../../owners/recovery.ts";

/** A change of owner for a relay to send. */
export type ChangeRequest = OwnerChangeCall;

/** What an account accepts from anybody, because it checks signatures or its delay. */
const CALLS = ["recover(bytes[],uint256,bytes,bytes,bytes[])", "finishChange()"].map((text) =>
  toFunctionSelector(`function ${text}`),
);

const reader = object({ account: address, data: bytes() });

/**
 * Reads the parameters of `session_changeOwner`: an account, and call data of `recover` or `finishChange`.
 * @param params As they came.
 * @throws UnreadableError that says what was seen and what is allowed.
 */
export function readChangeRequest([first]: readonly unknown[]): ChangeRequest {
  return reader(first, "params.0");
}

/**
 * What the relayer does not pay for. Whether the chain accepts the call is seen in the simulation.
 * @param request The request, in lowercase.
 * @param code The account's; undefined if it is not deployed.
 * @param implementation What accounts of this deployment delegate to: no other contract may spend the relayer's gas.
 */
export function describeFault(
  { data }: ChangeRequest,
  code: Hex | undefined,
  implementation: Hex,
): { seen: string; allowed: string } | undefined {
  if (code === undefined || !isCloneOf(code, implementation)) {
    return { seen: "an account that nobody here made", allowed: "a deployed account of this world" };
  }
  const isKnown = data.length >= 10 && CALLS.includes(slice(data, 0, 4));
  return isKnown ? undefined : { seen: `call data ${data.slice(0, 10)}`, allowed: "recover or finishChange" };
}
