import type { Client, Hash, Transport } from "viem";
import { waitForTransactionReceipt } from "viem/actions";
import { toUnavailableOrRefused } from "../errors/decodeFailure.ts";
import { SessionError } from "../errors/errors.ts";

const WAIT_MS = 45_000;

/**
 * Has a relay send a signed revocation, and waits until it is on chain.
 * @param relay Answers `session_revoke`.
 * @param rpc Reads the chain.
 * @param params The revocation, as JSON.
 * @param isEnded Asked if the transaction failed: somebody else may have been first.
 * @returns The transaction; undefined if nothing was left to end.
 * @throws UnavailableError, RefusedError; SessionError if the chain did not accept it.
 */
export async function sendByRelay(
  relay: Client<Transport>,
  rpc: Client<Transport>,
  params: object,
  isEnded: () => Promise<boolean>,
): Promise<Hash | undefined> {
  const answer: unknown = await relay
    .request({ method: "session_revoke", params: [params] } as never)
    .catch((cause: unknown) => {
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
  if (receipt.status === "success" || (await isEnded())) return hash;
  throw new SessionError("The chain did not accept the end of the session. Try again.");
}
