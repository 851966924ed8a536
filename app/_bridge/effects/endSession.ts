import {
  revokeBySessionKey,
  SessionError,
  sessionModuleOf,
  toUnavailableOrRefused,
  within,
} from "@hourglass/session/core";
import type { Context } from "../context";
import { relayRevocation } from "../relay";
import { readSessionState, type Session } from "../session";
import { WAITS } from "./waits";

/**
 * Revokes a session by its own key, and waits until that is on chain.
 * @param context One world.
 * @param session Which.
 * @param signal Aborts the waiting; what was sent stays sent.
 * @throws SessionError with a text for the player. The key is kept then, because without it this page could not try again.
 */
export function endSession(context: Context, session: Session, signal: AbortSignal): Promise<void> {
  const words = "The end of the session is not on chain yet. Press “End session” again.";
  return within(WAITS.endMs, words, () => revoke(context, session), signal);
}

async function revoke(context: Context, session: Session): Promise<void> {
  const { key, record } = session;
  const module = sessionModuleOf(context.config.deployment);
  const hash = await relayRevocation(await revokeBySessionKey(module, record.grant, key));
  if (!hash) return;
  const receipt = await context.rpc
    // Nobody replaces the relay's transaction, and the RPC proxy returns no full blocks in which to look for a replacement.
    .waitForTransactionReceipt({ hash, pollingInterval: 250, timeout: WAITS.endMs, checkReplacement: false })
    .catch((cause: unknown) => {
      throw toUnavailableOrRefused("rpc", cause);
    });
  if (receipt.status === "success") return;
  // Somebody else ended it first, or it did not work: the session's own state shows which.
  const { status } = await readSessionState(context, session);
  if (status !== "revoked") throw new SessionError("The chain did not accept the end of the session. Try again.");
}
