"use client";

import { useBridgeSnapshot } from "@/app/_bridge/BridgeProvider";
import { useSession } from "@/app/_bridge/clock";
import type { SessionView } from "@/app/_bridge/ports";
import { EndSession } from "./EndSession";
import { SessionMeters } from "./SessionMeters";
import { SessionNotes } from "./SessionNotes";
import { TimeLeft } from "./TimeLeft";

const stateWords: Record<SessionView["state"], string> = {
  granted: "Ready. Your first move activates it.",
  enabled: "On chain and running.",
  expired: "Your hour is over. The key no longer works.",
  revoked: "Ended. The key is destroyed.",
};

const endedWords = "Over. The key no longer works.";

/** What the key may still do. `showTime` is off where the clock already stands elsewhere on the screen. */
export function SessionPanel({ showTime }: { showTime: boolean }) {
  const { phase } = useBridgeSnapshot();
  const session = useSession();
  if (!session) {
    return (
      <section data-testid="session-panel" data-state="none" aria-label="Session">
        <p className="text-sm text-mist">
          {phase === "loading"
            ? "Looking for your session…"
            : "No session is active. Nothing can be played or spent for you."}
        </p>
      </section>
    );
  }
  const runs = session.state === "granted" || session.state === "enabled";
  return (
    <section data-testid="session-panel" data-state={session.state} aria-label="Session" className="grid gap-3.5">
      {showTime && (
        <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-3">
          <TimeLeft />
          {runs && <EndSession />}
        </div>
      )}
      <p data-testid="session-state" className="text-sm text-mist">
        {session.end && session.end !== "revoked" && session.end !== "expired" ? endedWords : stateWords[session.state]}
      </p>
      {runs &&
        (session.isRead ? (
          <SessionMeters session={session} />
        ) : (
          <p className="text-sm text-mist">Reading what is left of it…</p>
        ))}
      <SessionNotes session={session} />
      {runs && !showTime && <EndSession />}
    </section>
  );
}
