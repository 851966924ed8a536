"use client";

import { useState } from "react";
import { useAskOwner } from "@/app/_bridge/owner/hooks";
import { readSand, writeSand } from "@/app/_bridge/owner/input";
import { Field, fieldClass } from "@/app/_ui/Field";
import { formatAmount } from "@/app/_ui/format";
import { OwnerForm } from "../owner/OwnerForm";

/** Takes Sand out of the bank; all of it unless told. */
export function LeaveForm({ vault }: { vault: bigint }) {
  const ask = useAskOwner();
  const [text, setText] = useState<string>();
  const shown = text ?? writeSand(vault);

  function onAsk(): string | undefined {
    const amount = readSand(shown);
    if ("why" in amount) return `How much Sand: ${amount.why}`;
    if (amount.value > vault) return `How much Sand: ${formatAmount(vault)} at most.`;
    ask({ type: "leave", amount: amount.value });
    // The next time all of what is left then.
    setText(undefined);
    return undefined;
  }

  if (vault === 0n) return null;
  return (
    <OwnerForm testId="leave-sand" onAsk={onAsk} label="Leave with Sand">
      <Field label="Sand to take out">
        <input
          data-testid="leave-amount"
          inputMode="decimal"
          autoComplete="off"
          value={shown}
          onChange={(event) => setText(event.target.value)}
          className={fieldClass}
        />
      </Field>
    </OwnerForm>
  );
}
