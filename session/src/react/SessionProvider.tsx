/** @jsxImportSource react */
"use client";
import { createContext, type ReactNode, useContext } from "react";
import { InvalidInputError } from "../errors/errors.ts";
import type { Sessions } from "../sessions/types.ts";

/** The sessions of one world, for the hooks inside. */
export const SessionContext = createContext<Sessions | undefined>(undefined);

/** Provides `sessions` to all hooks inside. */
export function SessionProvider({ sessions, children }: { sessions: Sessions; children: ReactNode }): ReactNode {
  return <SessionContext value={sessions}>{children}</SessionContext>;
}

/** @throws InvalidInputError outside a {@link SessionProvider}. */
export function useSessions(): Sessions {
  const sessions = useContext(SessionContext);
  if (!sessions) throw new InvalidInputError("There is no SessionProvider above this component.");
  return sessions;
}
