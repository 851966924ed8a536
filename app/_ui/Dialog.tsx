"use client";

import { Dialog as BaseDialog } from "@base-ui/react/dialog";
import { X } from "lucide-react";
import { type ReactNode, useRef } from "react";
import { cx } from "./cx";
import { Scroller } from "./Scroller";

type Props = {
  open: boolean;
  onClose: () => void;
  title: string;
  /** One sentence under the title. */
  lead?: ReactNode;
  /** What is said to the player meanwhile: the page behind is silent while the dialog is open. */
  messages?: ReactNode;
  /** Stays in view below the scrolled body. */
  footer?: ReactNode;
  closeLabel?: string;
  /** Uses the width of a desk for two columns. */
  wide?: boolean;
  testId: string;
  children: ReactNode;
};

/** A sheet from the bottom on a phone, a card in the middle elsewhere. Escape and the cross both close it. */
export function Dialog({
  open,
  onClose,
  title,
  lead,
  messages,
  footer,
  closeLabel = "Close",
  wide = false,
  testId,
  children,
}: Props) {
  const popup = useRef<HTMLDivElement>(null);
  const wasPressedByKey = useRef(false);
  return (
    <BaseDialog.Root open={open} onOpenChange={(next) => !next && onClose()} disablePointerDismissal>
      <BaseDialog.Portal>
        <BaseDialog.Backdrop className="fixed inset-0 z-40 bg-night-950/65 transition-opacity duration-200 data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <BaseDialog.Popup
          ref={popup}
          // The dialog itself, so that its title is read first and no button is pressed by a key meant for the game.
          initialFocus={() => {
            wasPressedByKey.current = isPressedByKey(document.activeElement);
            return popup.current;
          }}
          // Back to what was pressed by keyboard; otherwise to nothing, so that the keys are the island's again, also
          // after a form was sent from one of its fields.
          finalFocus={() => wasPressedByKey.current}
          data-testid={testId}
          className={cx(
            "panel fixed inset-x-0 bottom-0 z-50 mx-auto flex max-h-[92dvh] w-full flex-col overflow-hidden rounded-b-none outline-none transition duration-200 data-ending-style:translate-y-6 data-ending-style:opacity-0 data-starting-style:translate-y-6 data-starting-style:opacity-0 sm:inset-y-0 sm:my-auto sm:h-fit sm:max-h-[min(96dvh,52rem)] sm:rounded-b-[var(--radius-panel)]",
            wide ? "max-w-xl lg:max-w-[58rem]" : "max-w-xl",
          )}
        >
          {/* All but what signs scrolls, the title too: with large letters or on a phone's side it would leave no room. */}
          <Scroller label={title} className="scroll-quiet min-h-0 grow overflow-y-auto">
            <div className="pointer-events-none sticky top-0 z-10 flex h-0 justify-end px-3 sm:px-5">
              <BaseDialog.Close
                aria-label={closeLabel}
                className="pointer-events-auto mt-3 grid size-[min(2.75rem,48px)] shrink-0 place-items-center rounded-xl bg-night-900 text-mist hover:bg-night-700 hover:text-sand-50 sm:mt-4 short:mt-1.5"
              >
                <X aria-hidden className="size-[min(1.25rem,24px)]" />
              </BaseDialog.Close>
            </div>
            <div className="py-3 pt-5 pr-16 pl-5 sm:pt-6 sm:pr-18 sm:pl-7 short:pt-3">
              <BaseDialog.Title className="text-2xl leading-tight font-semibold wrap-anywhere text-sand-50 sm:text-[1.7rem]">
                {title}
              </BaseDialog.Title>
              {lead && (
                <BaseDialog.Description className="mt-1.5 wrap-anywhere text-mist">{lead}</BaseDialog.Description>
              )}
            </div>
            {messages && <div className="px-5 sm:px-7">{messages}</div>}
            <div className="px-5 pb-5 sm:px-7">{children}</div>
          </Scroller>
          {footer && (
            <div className="scroll-quiet max-h-[50%] shrink-0 overflow-y-auto border-t border-sand-200/12 bg-night-850/80 px-5 pt-4 pb-[max(1rem,env(safe-area-inset-bottom))] sm:px-7 short:pt-2.5 short:pb-[max(0.5rem,env(safe-area-inset-bottom))]">
              {footer}
            </div>
          )}
        </BaseDialog.Popup>
      </BaseDialog.Portal>
    </BaseDialog.Root>
  );
}

/** A control that the keyboard had reached. Fields show their focus after a click too. */
function isPressedByKey(element: Element | null): boolean {
  return element?.matches(":is(button, a, summary):focus-visible") ?? false;
}
