import type { Ticket } from "@/session/machine";
import type { Context } from "./context";
import type { PageStore } from "./pageStore";
import { readSessionState, type Session } from "./session";

/**
 * Reads what the chain says of the session. An answer for a session that is not shown any more is dropped.
 * @param context One world.
 * @param store Gets the answer.
 * @param revoked Called with the session and its lane's ticket when the chain says that the session was ended.
 * @returns Asks once. Rejects while the chain does not answer; the numbers stay as they were.
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
