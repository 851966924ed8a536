"use client";

import type { ReactNode } from "react";
import { useBridge, useBridgeSnapshot } from "@/app/_bridge/BridgeProvider";
import { viewRun } from "@/app/_bridge/expedition/viewRun";
import { useMoment } from "@/app/_bridge/hud";
import type { LaneEnd } from "@/app/_bridge/ports";
import { Button } from "@/app/_ui/Button";
import { Dialog } from "@/app/_ui/Dialog";
import { formatClock, plural } from "@/app/_ui/format";
import { PixelHourglass } from "@/app/_ui/PixelHourglass";
import { HourSummary } from "./HourSummary";

/** A wrong cause would be a false word: each end has its own. */
const words: Record<LaneEnd, { title: string; lead: string }> = {
  expired: {
    title: "Your hour is over",
    lead: "The key no longer works. Everything you found is still yours.",
  },
  revoked: {
    title: "Session ended",
    lead: "The blockchain refuses the key from now on, and this browser has destroyed it.",
  },
  exhausted: {
    title: "The limits are used up",
    lead: "This session did all that you allowed it. Start a new one to keep playing; everything you found is still yours.",
  },
  unsponsored: {
    title: "The sponsor's budget is used up",
    lead: "The sponsor paid all that it promised for this session. Start a new one to keep playing.",
  },
  denied: {
    title: "The sponsor stopped paying",
    lead: "It no longer pays for this session, so nothing more can be sent. What you own stays yours.",
  },
  refused: {
    title: "The signature was not accepted",
    lead: "The blockchain refused this session, so it never began. Sign again to play; nothing that you played is lost.",
  },
  failed: {
    title: "Something went wrong",
    lead: "This page had to stop the session. Nothing that you own is lost. Reload the page, or start a new session.",
  },
};

type Props = { open: boolean; onClose: () => void; messages: ReactNode; onRenew: () => void };

/** The end of a session, by time or by choice: what became of the key, and the way on. */
export function EndedDialog({ open, onClose, messages, onRenew }: Props) {
  const bridge = useBridge();
  const { session, queued, operations, owner } = useBridgeSnapshot();
  const moment = useMoment();
  const { title, lead } = words[session?.end ?? "expired"];
  return (
    <Dialog
      open={open}
      onClose={onClose}
      messages={messages}
      closeLabel="Look around"
      testId="ended-dialog"
      title={title}
      lead={lead}
      footer={
        <div className="flex flex-wrap gap-2">
          <Button data-testid="play-again" size="large" className="min-w-0 grow" onClick={onRenew}>
            Play another hour
          </Button>
          <Button data-testid="disconnect" look="quiet" size="large" onClick={bridge.disconnect}>
            Sign out
          </Button>
        </div>
      }
    >
      <div className="grid gap-4">
        <div className="row flex items-center gap-5 p-4">
          <PixelHourglass left={0} className="h-20 w-15 shrink-0" />
          <div className="grid gap-1">
            <p className="text-sm leading-relaxed text-sand-100">
              {moment
                ? `Your expedition goes on without you for ${formatClock(viewRun(moment).secondsLeft)}.`
                : "The island waits as you left it."}
              {queued > 0 && (
                <strong className="block">
                  {plural(queued, "move")} {queued === 1 ? "is" : "are"} waiting and will be sent when you continue.
                </strong>
              )}
            </p>
          </div>
        </div>
        {session && <HourSummary {...{ session, operations }} isElsewhere={owner?.isElsewhere ?? false} />}
      </div>
    </Dialog>
  );
}
