"use client";

import { useMemo, useSyncExternalStore } from "react";
import { useBridge, useBridgeSnapshot } from "./BridgeProvider";
import type { SessionView } from "./ports";

const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

/** One timer for the whole page, which runs only while somebody subscribes. */
function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    for (const each of listeners) each();
  }, 250);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) {
      clearInterval(timer);
      timer = undefined;
    }
  };
}

/** Chain clock in whole Unix seconds; renders once a second. */
export function useChainSeconds(): number {
  const { game } = useBridge();
  const read = () => Math.floor(game.now());
  return useSyncExternalStore(subscribe, read, read);
}

/** Seconds that the session can still be played; 0 when there is none or it has ended. */
export function useSecondsLeft(): number {
  const { session } = useBridgeSnapshot();
  const now = useChainSeconds();
  const runs = session?.state === "granted" || session?.state === "enabled";
  return session && runs ? Math.max(0, session.playUntil - now) : 0;
}

/** The shown session follows the clock: at the last second it is over, even if the rest notices later. */
export function useSession(): SessionView | undefined {
  const { session } = useBridgeSnapshot();
  const seconds = useSecondsLeft();
  const runs = session?.state === "granted" || session?.state === "enabled";
  return useMemo(
    () => (session && runs && seconds === 0 ? { ...session, state: "expired", end: "expired" } : session),
    [session, runs, seconds],
  );
}
