"use client";

import { OctagonX } from "lucide-react";
import { useState } from "react";
import { Button } from "@/app/_ui/Button";

type Props = {
  /** The name on the button. */
  label: string;
  /** What will happen, asked once more. */
  question: string;
  isBusy: boolean;
  /** Something else is being ended. */
  isBlocked: boolean;
  testId: string;
  ask: () => void;
};

/** One press and a second one: what is ended cannot be brought back. */
export function Confirmed({ label, question, isBusy, isBlocked, testId, ask }: Props) {
  const [asking, setAsking] = useState(false);
  if (!asking && !isBusy) {
    return (
      <Button
        data-testid={testId}
        look="outline"
        size="small"
        disabled={isBlocked}
        icon={<OctagonX aria-hidden className="size-4.5" />}
        onClick={() => setAsking(true)}
        className="justify-self-start"
      >
        {label}
      </Button>
    );
  }
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-2 text-sm text-sand-200">{question}</legend>
      <div className="flex flex-wrap gap-2">
        <Button
          data-testid={`${testId}-confirm`}
          look="danger"
          size="small"
          busy={isBusy}
          autoFocus
          onClick={() => {
            setAsking(false);
            ask();
          }}
        >
          {isBusy ? "Ending…" : label}
        </Button>
        <Button look="quiet" size="small" disabled={isBusy} onClick={() => setAsking(false)}>
          Cancel
        </Button>
      </div>
    </fieldset>
  );
}
