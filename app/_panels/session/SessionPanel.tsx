"use client";

import { Coins, Fuel, Info, Zap } from "lucide-react";
import { useBridgeSnapshot } from "@/app/_bridge/BridgeProvider";
import type { SessionView } from "@/app/_bridge/ports";
import { formatAmount, formatEth } from "@/app/_ui/format";
import { Meter } from "@/app/_ui/Meter";
import { EndSession } from "./EndSession";
import { SessionNotes } from "./SessionNotes";
import { TimeLeft } from "./TimeLeft";

const icon = "size-4";

function shareOf(left: bigint, max: bigint): number {
  return max === 0n ? 0 : Number((left * 1000n) / max) / 1000;
}

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
      <div className="grid gap-3">
        <Meter
          label="Actions left"
          icon={<Zap aria-hidden className={icon} />}
          share={session.actionsMax === 0 ? 0 : session.actionsLeft / session.actionsMax}
          text={`${session.actionsLeft.toLocaleString("en")} of ${session.actionsMax.toLocaleString("en")}`}
          value={`${session.actionsLeft}`}
          testId="actions-left"
        />
        <Meter
          label="Sand left to spend"
          icon={<Coins aria-hidden className={icon} />}
          share={shareOf(session.sandLeft, session.sandMax)}
          text={`${formatAmount(session.sandLeft)} of ${formatAmount(session.sandMax)}`}
          value={`${session.sandLeft}`}
          testId="sand-left"
        />
        <Meter
          label="Gas left"
          icon={<Fuel aria-hidden className={icon} />}
          share={shareOf(session.gasLeftWei, session.gasMaxWei)}
          text={`${formatEth(session.gasLeftWei).replace(" ETH", "")} of ${formatEth(session.gasMaxWei)}`}
          value={`${session.gasLeftWei}`}
          testId="gas-left"
        />
      </div>
      <p className="flex gap-2 text-xs leading-relaxed text-mist">
        <Info aria-hidden className="mt-0.5 size-3.5 shrink-0" />
        Counted when authorised: what was sent counts at its maximum, also when it fails.
      </p>
      <SessionNotes session={session} />
      {runs && !showTime && <EndSession />}
    </section>
  );
}
