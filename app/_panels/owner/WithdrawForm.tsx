"use client";

import { useState } from "react";
import { useAskOwner } from "@/app/_bridge/owner/hooks";
import { readSand, whyNot, writeSand } from "@/app/_bridge/owner/input";
import { Field } from "@/app/_ui/Field";
import { OwnerForm } from "./OwnerForm";

/** Withdraws Sand from the vault; all of it unless told. */
export function WithdrawForm({ vault }: { vault: bigint }) {
  const ask = useAskOwner();
  const [text, setText] = useState<string>();

  function onAsk({ amount }: { amount: string }) {
    const sand = readSand(amount, vault);
    if ("why" in sand) return;
    ask({ type: "withdraw", amount: sand.value });
    // The next time all of what is left then.
    setText(undefined);
  }

  if (vault === 0n) return null;
  return (
    <OwnerForm testId="withdraw-sand" onAsk={onAsk} label="Withdraw Sand">
      <Field
        name="amount"
        label="Sand to withdraw"
        why={(typed) => whyNot(readSand(typed, vault))}
        data-testid="withdraw-amount"
        inputMode="decimal"
        value={text ?? writeSand(vault)}
        onValueChange={setText}
      />
    </OwnerForm>
  );
}
