"use client";
import type { SessionOperation } from "../sessions/types.ts";
import { useSession } from "./useSession.ts";

const NONE: readonly SessionOperation[] = [];

/** The last fifty operations, newest first. */
export function useSessionOperations(): readonly SessionOperation[] {
  return useSession().snapshot?.operations ?? NONE;
}
