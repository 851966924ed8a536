"use client";

import { Users } from "lucide-react";
import { useBridgeSnapshot } from "@/app/_bridge/BridgeProvider";
import { Button } from "@/app/_ui/Button";

/** While an hour is played and the signers are asked for the next one. */
export function WaitingBanner({ onShow }: { onShow: () => void }) {
  const { phase, waiting } = useBridgeSnapshot();
  if (!waiting || phase !== "playing") return null;
  return (
    <section
      aria-label="The next hour"
      data-testid="waiting-banner"
      className="panel mb-2 flex animate-rise flex-wrap items-center gap-3 p-3 pl-4"
    >
      <div className="flex grow basis-56 items-center gap-3">
        <Users aria-hidden className="size-5 shrink-0 text-sand-300" />
        <p className="text-sm text-sand-100">
          {waiting.step === "signers" ? "Your signers are asked for the next hour." : "The next hour is approved."}
        </p>
      </div>
      <Button data-testid="waiting-show" look="quiet" size="small" onClick={onShow}>
        Show
      </Button>
    </section>
  );
}
