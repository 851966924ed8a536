"use client";

import { Fingerprint } from "lucide-react";
import { useEffect, useState } from "react";
import { useBridge } from "@/app/_bridge/BridgeProvider";
import type { PasskeyChoice } from "@/app/_bridge/ports";
import { Button } from "@/app/_ui/Button";

type Props = { disabled: boolean; onChoose: (which: PasskeyChoice) => void };

/** A passkey: one button where this browser remembers it, two where it has to be made or found. */
export function PasskeyButtons({ disabled, onChoose }: Props) {
  const bridge = useBridge();
  const [isKnown, setKnown] = useState(false);
  useEffect(() => {
    void bridge.knowsPasskey().then(setKnown, () => undefined);
  }, [bridge]);
  const icon = <Fingerprint aria-hidden className="size-5" />;
  if (isKnown) {
    return (
      <Button
        data-testid="passkey-remembered"
        look="outline"
        icon={icon}
        disabled={disabled}
        onClick={() => onChoose("remembered")}
      >
        Play with your passkey
      </Button>
    );
  }
  return (
    <div className="flex flex-wrap items-center gap-2">
      <Button data-testid="passkey-new" look="outline" icon={icon} disabled={disabled} onClick={() => onChoose("new")}>
        Make a passkey
      </Button>
      <Button data-testid="passkey-other" look="quiet" disabled={disabled} onClick={() => onChoose("other")}>
        I have one
      </Button>
    </div>
  );
}
