"use client";

import { OctagonX } from "lucide-react";
import { useState } from "react";
import { useBridge, useBridgeSnapshot } from "@/app/_bridge/BridgeProvider";
import { Button } from "@/app/_ui/Button";

/** One tap and a second one in the same place. The session key itself signs the end, so no wallet is asked. */
export function EndSession() {
  const bridge = useBridge();
  const { busy } = useBridgeSnapshot();
  const [asking, setAsking] = useState(false);
  const ending = busy === "ending";

  if (!asking && !ending) {
    return (
      <Button
        data-testid="end-session"
        look="outline"
        size="small"
        icon={<OctagonX aria-hidden className="size-4.5" />}
        onClick={() => setAsking(true)}
      >
        End session
      </Button>
    );
  }
  return (
    <fieldset className="grid basis-full gap-2">
      <legend className="mb-2 text-sm text-sand-200">
        End the session and destroy its key? What you earned stays yours.
      </legend>
      <div className="grid grid-cols-2 gap-2">
        <Button
          data-testid="end-session-confirm"
          look="danger"
          busy={ending}
          autoFocus
          onClick={() => {
            setAsking(false);
            bridge.endSession();
          }}
        >
          {ending ? "Ending…" : "End session"}
        </Button>
        <Button look="quiet" disabled={ending} onClick={() => setAsking(false)}>
          Keep playing
        </Button>
      </div>
    </fieldset>
  );
}
