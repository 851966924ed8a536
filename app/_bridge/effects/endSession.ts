import { within } from "@/session/deadline";
import { toUnavailableOrRefused } from "@/session/decodeFailure";
import { SessionKitError } from "@/session/errors";
import { sessionModuleOf } from "@/session/grant";
import { revokeBySessionKey } from "@/session/revoke";
import type { Context } from "../context";
import { relayRevocation } from "../relay";
import { readSessionState, type Session } from "../session";
import { WAITS } from "./waits";

/**
 * Revokes a session by its own key, and waits until the chain has it.
 * @param context One world.
 * @param session Which.
 * @param signal Aborts when nobody waits for it any more; what was sent goes on.
 * @throws SessionKitError with words for the player: the key is kept then, since without it this page could not try again.
 */
export function endSession(context: Context, session: Session, signal: AbortSignal): Promise<void> {
  const words = "The end of the session is not on chain yet. Press End session once more.";
  return within(WAITS.endMs, words, () => revoke(context, session), signal);
}

async function revoke(context: Context, session: Session): Promise<void> {
  const { key, record } = session;
  const module = sessionModuleOf(context.config.deployment);
  const hash = await relayRevocation(await revokeBySessionKey(module, record.grant, key));
  if (!hash) return;
  const receipt = await context.rpc
    // Nobody replaces the relay's transaction, and the door hands out no blocks with all that is in them to look for one.
    .waitForTransactionReceipt({ hash, pollingInterval: 250, timeout: WAITS.endMs, checkReplacement: false })
    .catch((cause: unknown) => {
      throw toUnavailableOrRefused("rpc", cause);
    });
  if (receipt.status === "success") return;
  // Somebody else ended it first, or it did not work: the session's own state tells which.
  const { status } = await readSessionState(context, session);
  if (status !== "revoked") throw new SessionKitError("The chain did not accept the end of the session. Try again.");
}
