"use client";

import type { ReactNode } from "react";
import { useBridge, useBridgeSnapshot } from "@/app/_bridge/BridgeProvider";
import { Button } from "@/app/_ui/Button";
import { Dialog } from "@/app/_ui/Dialog";
import { plural } from "@/app/_ui/format";
import { PixelHourglass } from "@/app/_ui/PixelHourglass";

type Props = { open: boolean; onClose: () => void; messages: ReactNode; onRenew: () => void };

/** The end of a session, by time or by choice: what became of the key, and the way on. */
export function EndedDialog({ open, onClose, messages, onRenew }: Props) {
  const bridge = useBridge();
  const { session, queued, operations } = useBridgeSnapshot();
  const revoked = session?.state === "revoked";
  const played = operations.filter(({ status }) => status === "confirmed").length;
  return (
    <Dialog
      open={open}
      onClose={onClose}
      messages={messages}
      closeLabel="Look around"
      testId="ended-dialog"
      title={revoked ? "Session ended" : "The sand has run out"}
      lead={
        revoked
          ? "The chain refuses the key from now on, and this browser has destroyed it."
          : "The key is worthless now. Everything you found is still yours."
      }
    >
      <div className="grid gap-4">
        <div className="row flex items-center gap-5 p-4">
          <PixelHourglass left={0} className="h-20 w-15 shrink-0" />
          <p className="text-sm leading-relaxed text-sand-100">
            {played > 0
              ? `${plural(played, "operation")} went on chain since you opened this page.`
              : "The island waits as you left it."}
            {queued > 0 && (
              <>
                {" "}
                <strong>{plural(queued, "move")} still waiting</strong>: they go out with the next key.
              </>
            )}
          </p>
        </div>
        <Button data-testid="play-again" size="large" onClick={onRenew}>
          Turn the glass
        </Button>
        <Button data-testid="disconnect" look="quiet" onClick={() => void bridge.disconnect()}>
          Leave the island
        </Button>
      </div>
    </Dialog>
  );
}
