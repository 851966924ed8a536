"use client";

import { MapPin, RefreshCw } from "lucide-react";
import { useBridgeSnapshot, useGameSnapshot } from "@/app/_bridge/BridgeProvider";
import { usePosition } from "@/app/_bridge/hud";
import { useRun } from "./useRun";

/** Where the player stands, and whether the chain knows it yet. `isBrief`: only the latter. */
export function PlaceChip({ isBrief = false }: { isBrief?: boolean }) {
  const position = usePosition();
  const isOut = useRun() !== undefined;
  const { queued } = useBridgeSnapshot();
  const { pending } = useGameSnapshot();
  const isWaiting = queued > 0 || pending > 0;
  const at = isOut && !isBrief ? position : undefined;
  if (!at && !isWaiting) return null;
  return (
    <p className="panel flex min-h-[min(2.75rem,48px)] w-fit min-w-0 flex-wrap items-center gap-x-2 rounded-2xl px-[min(0.875rem,16px)] text-sm">
      {at && (
        <>
          <MapPin aria-hidden className="size-[min(1rem,20px)] text-sand-300" />
          <span className="font-semibold text-sand-50">{at.biome}</span>
          <span className="text-mist tabular-nums">
            {at.x}, {at.y}
          </span>
        </>
      )}
      {isWaiting && (
        <span className="flex items-center gap-1.5 border-sand-200/20 text-dusk-300 not-first:border-l not-first:pl-2.5">
          <RefreshCw aria-hidden className="size-3.5 animate-spin" />
          {queued > 0 ? queued : pending}
          {/* A narrow phone has room for the number beside the clock, not for the words. */}
          <span className="max-sm:sr-only">{queued > 0 ? "waiting" : "on its way"}</span>
        </span>
      )}
    </p>
  );
}
