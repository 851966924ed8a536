"use client";

import { useBridgeSnapshot } from "@/app/_bridge/BridgeProvider";
import { useSecondsLeft } from "@/app/_bridge/clock";
import { Button } from "@/app/_ui/Button";
import { PixelHourglass } from "@/app/_ui/PixelHourglass";

const offerSeconds = 60;

/** One minute before the end: signing now means that play never stops. */
export function RenewBanner({ onRenew }: { onRenew: () => void }) {
  const { phase, session } = useBridgeSnapshot();
  const seconds = useSecondsLeft();
  if (phase !== "playing" || session?.lane === "follower" || seconds === 0 || seconds > offerSeconds) return null;
  return (
    <div role="alert" data-testid="renew-banner" className="panel mb-2 flex animate-rise items-center gap-3 p-3 pl-4">
      <PixelHourglass left={0.08} running className="h-8 w-6 shrink-0" />
      <p className="grow text-sm text-sand-100">One minute left. Sign again to keep playing.</p>
      <Button data-testid="renew" size="small" onClick={onRenew}>
        Play another hour
      </Button>
    </div>
  );
}
