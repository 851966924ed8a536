import type { Ticket } from "@hourglass/session/core";
import type { Context } from "./context";
import type { PageStore } from "./pageStore";
import { readSessionState, type Session } from "./session";

/**
 * Reads what the chain says about the session. An answer for a session that is no longer shown is ignored.
 * @param context One world.
 * @param store Receives the answer.
 * @param revoked Called with the session and its lane's ticket when the chain says that the session was ended.
 * @returns A function that reads once. Rejects while the chain does not answer; the numbers then stay as they were.
 */
export function createRefresh(context: Context, store: PageStore, revoked: (session: Session, ticket: Ticket) => void) {
  const readSession = () => {
    const { session } = store.getState().machine;
    return session.phase === "running" || session.phase === "over" ? session : undefined;
  };
  return async (): Promise<void> => {
    const asked = readSession();
    if (!asked) return;
    const state = await readSessionState(context, asked.session);
    const now = readSession();
    if (now?.session !== asked.session) return;
    store.setState({ facts: { of: asked.session, state } });
    if (now.phase === "running" && (state.status === "revoked" || state.isEpochPassed))
      revoked(now.session, now.ticket);
  };
}
