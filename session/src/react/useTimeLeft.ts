"use client";
import { useEffect, useState } from "react";
import { useSession } from "./useSession.ts";

const SECOND_MS = 1_000;

/** Milliseconds left, updated once a second while the page is visible. Undefined: no session is open. */
export function useTimeLeft(): number | undefined {
  const { snapshot } = useSession();
  const expiresAtMs = snapshot && snapshot.status !== "ended" ? snapshot.expiresAtMs : undefined;
  const [nowMs, setNowMs] = useState(() => Date.now());
  useEffect(() => {
    if (expiresAtMs === undefined) return undefined;
    const look = () => document.hidden || setNowMs(Date.now());
    look();
    const timer = setInterval(look, SECOND_MS);
    document.addEventListener("visibilitychange", look);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", look);
    };
  }, [expiresAtMs]);
  return expiresAtMs === undefined ? undefined : Math.max(0, expiresAtMs - nowMs);
}
