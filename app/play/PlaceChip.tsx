"use client";

import { MapPin, RefreshCw } from "lucide-react";
import { useBridgeSnapshot, useGameSnapshot } from "@/app/_bridge/BridgeProvider";
import { usePosition } from "@/app/_bridge/hud";

/** Where the player stands, and whether the chain knows it yet. */
export function PlaceChip() {
  const { biome, x, y } = usePosition();
  const { queued } = useBridgeSnapshot();
  const { pending, self } = useGameSnapshot();
  if (self === undefined) return null;
  return (
    <p className="panel flex min-h-[min(2.75rem,48px)] min-w-0 flex-wrap items-center gap-x-2 rounded-2xl px-[min(0.875rem,16px)] text-sm">
      <MapPin aria-hidden className="size-[min(1rem,20px)] text-sand-300" />
      <span className="font-semibold text-sand-50">{biome}</span>
      <span className="text-mist tabular-nums">
        {x}, {y}
      </span>
      {(queued > 0 || pending > 0) && (
        <span className="flex items-center gap-1.5 border-l border-sand-200/20 pl-2.5 text-dusk-300">
          <RefreshCw aria-hidden className="size-3.5 animate-spin" />
          {queued > 0 ? queued : pending}
          {/* A narrow phone has room for the number beside the clock, not for the words. */}
          <span className="max-sm:sr-only">{queued > 0 ? "waiting" : "on its way"}</span>
        </span>
      )}
    </p>
  );
}
