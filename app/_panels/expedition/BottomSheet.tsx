"use client";

import { Dialog } from "@base-ui/react/dialog";
import { ChevronDown } from "lucide-react";
import { type ReactNode, useRef } from "react";
import { cx } from "@/app/_ui/cx";
import { Scroller } from "@/app/_ui/Scroller";
import looks from "./looks.module.css";
import { text } from "./text";

/** A thumb that moved less far down has touched, not pulled. */
const PULL_PX = 40;

type Props = { open: boolean; onClose: () => void; title: string; testId: string; children: ReactNode };

/**
 * Comes up from the bottom of a phone and takes less than half of it: the player stays in sight, and the island behind can
 * be played on. Escape, the arrow and a pull at the handle close it.
 */
export function BottomSheet({ open, onClose, title, testId, children }: Props) {
  const popup = useRef<HTMLDivElement>(null);
  const pulledFrom = useRef<number>(undefined);
  return (
    <Dialog.Root open={open} onOpenChange={(next) => !next && onClose()} modal={false} disablePointerDismissal>
      <Dialog.Portal>
        <Dialog.Popup
          ref={popup}
          initialFocus={popup}
          data-testid={testId}
          className={cx(
            "panel fixed inset-x-0 bottom-0 z-40 mx-auto flex w-full max-w-xl flex-col rounded-b-none border-b-0 outline-none transition duration-200 data-ending-style:translate-y-6 data-ending-style:opacity-0 data-starting-style:translate-y-6 data-starting-style:opacity-0",
            looks.sheet,
          )}
        >
          <header
            className="relative flex shrink-0 touch-none items-center justify-between gap-3 border-b border-sand-200/12 px-4 pt-3"
            onPointerDown={({ clientY }) => {
              pulledFrom.current = clientY;
            }}
            onPointerUp={({ clientY }) => {
              if (pulledFrom.current !== undefined && clientY - pulledFrom.current > PULL_PX) onClose();
              pulledFrom.current = undefined;
            }}
          >
            <span aria-hidden="true" className={looks.handle} />
            <Dialog.Title className="min-w-0 text-lg leading-tight font-semibold text-sand-50">{title}</Dialog.Title>
            <Dialog.Close
              aria-label={text.sheet.close}
              className="grid min-h-11 min-w-11 shrink-0 place-items-center rounded-xl text-mist hover:bg-white/10 hover:text-sand-50"
            >
              <ChevronDown aria-hidden className="size-5" />
            </Dialog.Close>
          </header>
          <Scroller
            label={title}
            className="scroll-quiet min-h-0 grow overflow-y-auto p-4 pb-[max(1rem,env(safe-area-inset-bottom))]"
          >
            <div>{children}</div>
          </Scroller>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
