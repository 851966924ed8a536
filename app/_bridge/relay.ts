import type { revokeBySessionKey } from "@hourglass/session/core";
import { RefusedError, UnavailableError } from "@hourglass/session/core";
import { type Hex, numberToHex } from "viem";
import { revokeAnswer } from "@/app/_api/revoke";

/** The relay simulates, sends, and answers with the transaction; it does not wait for the block. */
const WAIT_MS = 20_000;

/**
 * Sends a revocation signed by the session key to the sponsor's relay, which pays for it.
 * @returns The transaction to wait for; undefined when the session was already revoked.
 * @throws UnavailableError when the relay or its chain does not answer, RefusedError when it refuses.
 */
export async function relayRevocation(
  revocation: Awaited<ReturnType<typeof revokeBySessionKey>>,
): Promise<Hex | undefined> {
  const { account, sessionKey, rulesHash, paymaster, nonceKey, signature } = revocation;
  const lane = numberToHex(nonceKey);
  const response = await fetch("/api/revoke", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ account, sessionKey, rulesHash, paymaster, nonceKey: lane, signature }),
    signal: AbortSignal.timeout(WAIT_MS),
  }).catch((cause: unknown) => {
    throw new UnavailableError("sponsor", { cause });
  });
  const body: unknown = await response.json().catch(() => undefined);
  const parsed = revokeAnswer.safeParse(body);
  if (response.ok && parsed.success) return parsed.data.status === "sent" ? parsed.data.transactionHash : undefined;
  const details = `HTTP ${response.status} ${JSON.stringify(body)?.slice(0, 300)}`;
  if (response.status >= 500 || response.status === 429) throw new UnavailableError("sponsor", { details });
  throw new RefusedError("sponsor", "The end of the session was not accepted.", { details });
}
