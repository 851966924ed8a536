"use client";

import { Fingerprint } from "lucide-react";
import { useEffect, useState } from "react";
import { useBridge } from "@/app/_bridge/BridgeProvider";
import type { PasskeyChoice } from "@/app/_bridge/views";
import { Button } from "@/app/_ui/Button";

type Props = { onChoose: (which: PasskeyChoice) => void; knownLabel?: string };

/**
 * A passkey: the one that this browser remembers, another one that exists, or a new one. The last stays in reach also
 * when one is remembered: the device may have forgotten it.
 */
export function PasskeyButtons({ onChoose, knownLabel = "Play with your passkey" }: Props) {
  const bridge = useBridge();
  const [isKnown, setKnown] = useState(false);
  useEffect(() => {
    void bridge.knowsPasskey().then(setKnown, () => undefined);
  }, [bridge]);
  return (
    <>
      <div className="flex flex-wrap items-center gap-2">
        {isKnown && (
          <Button
            data-testid="passkey-remembered"
            look="outline"
            icon={<Fingerprint aria-hidden className="size-5" />}
            onClick={() => onChoose("remembered")}
          >
            {knownLabel}
          </Button>
        )}
        <Button
          data-testid="passkey-new"
          look={isKnown ? "quiet" : "outline"}
          icon={<Fingerprint aria-hidden className="size-5" />}
          onClick={() => onChoose("new")}
        >
          Create a new passkey
        </Button>
        <Button data-testid="passkey-other" look="quiet" onClick={() => onChoose("other")}>
          {isKnown ? "Use another passkey" : "I have a passkey"}
        </Button>
      </div>
      {isKnown && (
        <p data-testid="passkey-note" className="mt-2 text-sm text-mist">
          Was your passkey deleted from this device? Then its account cannot be opened here. A new passkey starts a new
          account; what you own stays in the old one.
        </p>
      )}
    </>
  );
}
