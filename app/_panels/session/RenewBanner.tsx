"use client";

import { useState } from "react";
import { useBridgeSnapshot } from "@/app/_bridge/BridgeProvider";
import { useSecondsLeft } from "@/app/_bridge/clock";
import { Button } from "@/app/_ui/Button";
import { PixelHourglass } from "@/app/_ui/PixelHourglass";
import { readWarning } from "./warning";

/** Five minutes and one minute before the end: signing now means that play never stops. */
export function RenewBanner({ onRenew }: { onRenew: () => void }) {
  const { phase, session, waiting } = useBridgeSnapshot();
  const seconds = useSecondsLeft();
  const [closed, setClosed] = useState<string>();
  const warning = readWarning(seconds);
  const about = `${session?.id}:${warning?.atSeconds}`;
  if (phase !== "playing" || session?.lane === "follower" || !warning || closed === about || waiting) return null;
  return (
    <section
      aria-label="The end of the hour"
      data-testid="renew-banner"
      data-at={warning.atSeconds}
      className="panel mb-2 flex animate-rise flex-wrap items-center gap-3 p-3 pl-4"
    >
      <div className="flex grow basis-56 items-center gap-3">
        <PixelHourglass left={0.08} running className="h-8 w-6 shrink-0" />
        <p className="text-sm text-sand-100">{warning.text} Sign again to keep playing.</p>
      </div>
      <div className="flex grow justify-end gap-2">
        <Button data-testid="renew-later" look="quiet" size="small" onClick={() => setClosed(about)}>
          Later
        </Button>
        <Button data-testid="renew" size="small" onClick={onRenew}>
          Play another hour
        </Button>
      </div>
    </section>
  );
}
