"use client";

import { useBridgeSnapshot } from "@/app/_bridge/BridgeProvider";
import type { SessionView } from "@/app/_bridge/ports";
import { EndSession } from "./EndSession";
import { SessionMeters } from "./SessionMeters";
import { SessionNotes } from "./SessionNotes";
import { TimeLeft } from "./TimeLeft";

const stateWords: Record<SessionView["state"], string> = {
  granted: "Signed. It goes on chain with your first move.",
  enabled: "On chain and running.",
  expired: "The hour has passed.",
  revoked: "Ended. The key is destroyed.",
};

/** What the key may still do. `showTime` is off where the clock already stands elsewhere on the screen. */
export function SessionPanel({ showTime }: { showTime: boolean }) {
  const { session, phase } = useBridgeSnapshot();
  if (!session) {
    return (
      <section data-testid="session-panel" data-state="none" aria-label="Session">
        <p className="text-sm text-mist">
          {phase === "playing"
            ? "Asking the chain about your session…"
            : "No key is out. Nothing can be played or spent in your name."}
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
        {stateWords[session.state]}
      </p>
      {runs && <SessionMeters session={session} />}
      <SessionNotes session={session} />
      {runs && !showTime && <EndSession />}
    </section>
  );
}
