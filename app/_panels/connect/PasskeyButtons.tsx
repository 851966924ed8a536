"use client";

import { Fingerprint } from "lucide-react";
import { useEffect, useState } from "react";
import { useBridge } from "@/app/_bridge/BridgeProvider";
import type { PasskeyChoice } from "@/app/_bridge/ports";
import { Button } from "@/app/_ui/Button";

type Props = { disabled: boolean; onChoose: (which: PasskeyChoice) => void };

/** A passkey: the one that this browser remembers, or a new one; or one that another browser made. */
export function PasskeyButtons({ disabled, onChoose }: Props) {
  const bridge = useBridge();
  const [isKnown, setKnown] = useState(false);
  useEffect(() => {
    void bridge.knowsPasskey().then(setKnown, () => undefined);
  }, [bridge]);
  return (
    <div className="flex flex-wrap items-center gap-2">
      <Button
        data-testid={isKnown ? "passkey-remembered" : "passkey-new"}
        look="outline"
        icon={<Fingerprint aria-hidden className="size-5" />}
        disabled={disabled}
        onClick={() => onChoose(isKnown ? "remembered" : "new")}
      >
        {isKnown ? "Play with your passkey" : "Make a passkey"}
      </Button>
      <Button data-testid="passkey-other" look="quiet" disabled={disabled} onClick={() => onChoose("other")}>
        {isKnown ? "Another one" : "I have one"}
      </Button>
    </div>
  );
}
