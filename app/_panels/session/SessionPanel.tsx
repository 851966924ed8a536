"use client";

import { useBridgeSnapshot } from "@/app/_bridge/BridgeProvider";
import { useSecondsLeft, useSession } from "@/app/_bridge/clock";
import type { SessionView } from "@/app/_bridge/ports";
import { cx } from "@/app/_ui/cx";
import { formatTime } from "@/app/_ui/format";
import { EndSession } from "./EndSession";
import { SessionLimits } from "./SessionLimits";
import { SessionNotes } from "./SessionNotes";
import { SessionTally } from "./SessionTally";
import { SignMarks } from "./SignMarks";
import { TimeLeft } from "./TimeLeft";
import { SOON_SECONDS } from "./warning";

const stateWords: Record<SessionView["state"], string> = {
  granted: "Ready. Your first move activates it.",
  enabled: "Active on chain.",
  expired: "Your hour is over. The key no longer works.",
  revoked: "Ended. The key is destroyed.",
};

const endedWords = "Over. The key no longer works.";

type Props = {
  /** Off where the clock already stands elsewhere on the screen. */
  showTime: boolean;
  /** The expedition has the glass: the hour is told in words. */
  isOut?: boolean;
};

/** What the key may still do. */
export function SessionPanel({ showTime, isOut = false }: Props) {
  const { phase, operations, owner } = useBridgeSnapshot();
  const session = useSession();
  const seconds = useSecondsLeft();
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
    <section
      data-testid="session-panel"
      data-state={session.state}
      aria-label="Session"
      className="grid grid-cols-1 gap-3.5"
    >
      {showTime && (
        <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-3">
          <TimeLeft isLine={isOut} />
          {runs && <EndSession />}
        </div>
      )}
      <p data-testid="session-state" className="flex flex-wrap items-center gap-x-2.5 gap-y-1 text-sm text-mist">
        <State runs={runs} seconds={seconds} />
        <span>
          {session.end && session.end !== "revoked" && session.end !== "expired"
            ? endedWords
            : stateWords[session.state]}
          {runs && ` Until ${formatTime(session.playUntil)}.`}
        </span>
      </p>
      <SignMarks operations={operations} />
      <SessionTally {...{ session, operations }} isElsewhere={owner?.isElsewhere ?? false} />
      {runs &&
        (session.isRead ? (
          <SessionLimits session={session} />
        ) : (
          <p className="text-sm text-mist">Loading what is left…</p>
        ))}
      {runs && (
        <p className="text-sm text-mist">
          Key{" "}
          <code translate="no" data-testid="key-print" className="font-mono text-dusk-300">
            {session.print}
          </code>
          ,{" "}
          {session.keyStorage === "stored"
            ? "kept by this browser, which can use it and cannot read it."
            : "in this page only."}
        </p>
      )}
      <SessionNotes session={session} />
      {runs && !showTime && <EndSession />}
    </section>
  );
}

/** Read from across the room: a word, and its colour. */
function State({ runs, seconds }: { runs: boolean; seconds: number }) {
  const [word, look] = !runs
    ? ["Over", "bg-ember-400/20 text-ember-300"]
    : seconds <= SOON_SECONDS
      ? ["Ends soon", "bg-sand-300/20 text-sand-200"]
      : ["Running", "bg-palm-300/15 text-palm-300"];
  return <strong className={cx("rounded-md px-2 py-0.5 font-semibold", look)}>{word}</strong>;
}
