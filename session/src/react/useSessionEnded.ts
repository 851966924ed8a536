"use client";
import { useEffect, useRef } from "react";
import type { SessionEvents } from "../sessions/types.ts";
import { useSession } from "./useSession.ts";

/** Calls back once for each end of the open session. */
export function useSessionEnded(onEnded: SessionEvents["ended"]): void {
  const { session } = useSession();
  const latest = useRef(onEnded);
  useEffect(() => {
    latest.current = onEnded;
  });
  useEffect(() => session?.on("ended", (event) => latest.current(event)), [session]);
}
