"use client";

import { useEffect, useRef } from "react";
import { Button } from "@/app/_ui/Button";
import { Callout } from "@/app/_ui/Callout";
import type { Work } from "./useWork";

const tones = { asking: "info", done: "success", failed: "error" } as const;

/** How the last question went. At its end the keyboard is here: the button that was pressed may be gone. */
export function WorkNote({ work, cancel }: { work: Work | undefined; cancel: () => void }) {
  const note = useRef<HTMLDivElement>(null);
  const isOver = work !== undefined && work.state !== "asking";
  useEffect(() => {
    if (isOver) note.current?.focus();
  }, [isOver]);
  return (
    <div
      ref={note}
      role="status"
      tabIndex={-1}
      data-testid="account-status"
      data-state={work?.state ?? "none"}
      className="rounded-2xl empty:hidden"
    >
      {work && (
        <Callout tone={tones[work.state]}>
          <span className="flex flex-wrap items-center justify-between gap-3">
            {work.words}
            {work.state === "asking" && (
              <Button look="quiet" size="small" onClick={cancel}>
                Cancel
              </Button>
            )}
          </span>
        </Callout>
      )}
    </div>
  );
}
