import type { Client, Hash, Transport } from "viem";
import { waitForTransactionReceipt } from "viem/actions";
import { toUnavailableOrRefused } from "../errors/decodeFailure.ts";
import { SessionError } from "../errors/errors.ts";

const WAIT_MS = 45_000;

/** What a relay is asked for. */
export type RelayQuestion = {
  method: "session_revoke" | "session_changeOwner" | "session_enable";
  /** As JSON. */
  params: object;
  /** Asked if the transaction failed: somebody else may have been first. */
  isDone: () => Promise<boolean>;
  /** Told if the transaction failed, and it is not done. */
  failure: string;
};

/**
 * Has a relay send what was signed, and waits until it is on chain.
 * @param relay Answers the method.
 * @param rpc Reads the chain.
 * @param question See {@link RelayQuestion}.
 * @returns The transaction; undefined if nothing was left to do.
 * @throws UnavailableError, RefusedError; SessionError if the chain did not accept it.
 */
export async function sendByRelay(
  relay: Client<Transport>,
  rpc: Client<Transport>,
  { method, params, isDone, failure }: RelayQuestion,
): Promise<Hash | undefined> {
  const answer: unknown = await relay.request({ method, params: [params] } as never).catch((cause: unknown) => {
    throw toUnavailableOrRefused("sponsor", cause);
  });
  const hash =
    typeof answer === "object" && answer !== null && "transactionHash" in answer
      ? (answer.transactionHash as Hash | null)
      : null;
  if (!hash) return undefined;
  // Nobody replaces a relay's transaction.
  const receipt = await waitForTransactionReceipt(rpc, {
    ...{ hash, timeout: WAIT_MS, pollingInterval: 250, checkReplacement: false },
  }).catch((cause: unknown) => {
    throw toUnavailableOrRefused("rpc", cause);
  });
  if (receipt.status === "success" || (await isDone())) return hash;
  throw new SessionError(failure);
}

/** A revocation, for {@link sendByRelay}. */
export const toRevocation = (params: object, isDone: RelayQuestion["isDone"]): RelayQuestion => ({
  ...{ method: "session_revoke", params, isDone },
  failure: "The chain did not accept the end of the session. Try again.",
});
