"use client";
import { useCallback, useState, useSyncExternalStore } from "react";
import { SessionError } from "../errors/errors.ts";
import type { OpenParameters, Session, SessionSnapshot } from "../sessions/types.ts";
import { useSessions } from "./SessionProvider.tsx";

/** The result of {@link useSession}. */
export type UseSession = {
  session: Session | undefined;
  /** Undefined on the server and before a session was opened. */
  snapshot: SessionSnapshot | undefined;
  /** Opens or resumes; see `Sessions.open`. */
  open: (parameters: OpenParameters) => Promise<Session>;
  /** Revokes the session, and destroys its key. */
  end: () => Promise<void>;
  renew: Session["renew"];
  /** The operation that was started here and is still running. */
  busy: "opening" | "renewing" | "ending" | undefined;
  /** Why the last one failed. */
  error: SessionError | undefined;
};

const nothing = () => undefined;
const noSubscription = () => () => undefined;

/** The open session: its state, and functions for it. The three functions also reject. */
export function useSession(): UseSession {
  const sessions = useSessions();
  const session = useSyncExternalStore(sessions.watch, () => sessions.current, nothing);
  const snapshot = useSyncExternalStore<SessionSnapshot | undefined>(
    session?.subscribe ?? noSubscription,
    () => session?.snapshot,
    nothing,
  );
  const [{ busy, error }, setState] = useState<Pick<UseSession, "busy" | "error">>({
    busy: undefined,
    error: undefined,
  });
  const run = useCallback(
    async <result>(what: NonNullable<UseSession["busy"]>, act: () => Promise<result>): Promise<result> => {
      setState({ busy: what, error: undefined });
      try {
        const result = await act();
        setState({ busy: undefined, error: undefined });
        return result;
      } catch (cause) {
        const known = cause instanceof SessionError ? cause : new SessionError("Something went wrong.", { cause });
        setState({ busy: undefined, error: known });
        throw cause;
      }
    },
    [],
  );
  const open = useCallback(
    (parameters: OpenParameters) => run("opening", () => sessions.open(parameters)),
    [run, sessions],
  );
  const end = useCallback(async () => void (await run("ending", async () => session?.end())), [run, session]);
  const renew = useCallback<Session["renew"]>(
    (parameters) => run("renewing", async () => session?.renew(parameters)),
    [run, session],
  );
  return { session, snapshot, open, end, renew, busy, error };
}
