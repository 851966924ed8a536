"use client";

import { X } from "lucide-react";
import { useEffect, useState } from "react";
import type { Notice } from "@/app/_bridge/ports";
import { Callout } from "@/app/_ui/Callout";
import { keepFocus } from "@/app/_ui/keepFocus";

/** Long enough to read twice; problems stay longer. Pointer or focus on the card stops the clock. */
const shownMs = { info: 6_000, success: 5_000, warning: 9_000, error: 14_000 } as const;

export function NoticeCard({ notice, onDismiss }: { notice: Notice; onDismiss: (id: number) => void }) {
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (held) return;
    const timer = setTimeout(() => onDismiss(notice.id), shownMs[notice.tone]);
    return () => clearTimeout(timer);
  }, [held, notice.id, notice.tone, onDismiss]);

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: holding the pointer only stops the clock; the cross is the control.
    <div
      data-testid="notice"
      data-tone={notice.tone}
      className="panel pointer-events-auto animate-rise overflow-hidden"
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <Callout tone={notice.tone} className="rounded-none border-0 pr-1">
        <div className="flex items-start justify-between gap-2">
          <p>{notice.text}</p>
          <button
            type="button"
            aria-label="Dismiss"
            onMouseDown={keepFocus}
            onClick={() => onDismiss(notice.id)}
            className="-my-1.5 grid size-9 shrink-0 place-items-center rounded-lg text-mist hover:bg-white/10 hover:text-sand-50"
          >
            <X aria-hidden className="size-4" />
          </button>
        </div>
      </Callout>
    </div>
  );
}
