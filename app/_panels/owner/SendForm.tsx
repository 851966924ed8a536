"use client";

import { useState } from "react";
import { useInventory, useSand } from "@/app/_bridge/hud";
import { useAskOwner } from "@/app/_bridge/owner/hooks";
import { readPieces, readRecipient, readSand, whyNot } from "@/app/_bridge/owner/input";
import { Disclosure } from "@/app/_ui/Disclosure";
import { Field } from "@/app/_ui/Field";
import { formatAmount } from "@/app/_ui/format";
import { OwnerForm } from "./OwnerForm";

/** Item ids begin at 1. */
const SAND = 0;

/** Sand or relics to another account. */
export function SendForm() {
  const owned = useInventory();
  const sand = useSand();
  const ask = useAskOwner();
  const [chosen, setChosen] = useState(SAND);
  const item = owned.find(({ id }) => id === chosen);

  function onAsk({ amount, to }: { amount: string; to: string }) {
    const recipient = readRecipient(to);
    if ("why" in recipient) return;
    const reading = item ? readPieces(amount, item.count) : readSand(amount, sand);
    if ("why" in reading) return;
    const { value } = reading;
    if (typeof value === "bigint") ask({ type: "sendSand", to: recipient.value, amount: value });
    else if (item) ask({ type: "sendItem", to: recipient.value, item: item.id, amount: value });
  }

  return (
    <Disclosure testId="send" title="Send to somebody">
      <OwnerForm testId="send-form" onAsk={onAsk} label="Send">
        <div className="grid grid-cols-2 gap-2">
          <Field
            name="what"
            label="What"
            data-testid="send-what"
            value={item?.id ?? SAND}
            onValueChange={(id) => setChosen(Number(id))}
            render={
              <select>
                <option value={SAND}>Sand: {formatAmount(sand)}</option>
                {owned.map(({ id, name, count }) => (
                  <option key={id} value={id}>
                    {name} × {count}
                  </option>
                ))}
              </select>
            }
          />
          <Field
            name="amount"
            label="How many"
            why={(text) => whyNot(item ? readPieces(text, item.count) : readSand(text, sand))}
            data-testid="send-amount"
            inputMode="decimal"
            defaultValue="1"
          />
        </div>
        <Field
          name="to"
          label="Recipient’s account"
          why={(text) => whyNot(readRecipient(text))}
          data-testid="send-to"
          autoCapitalize="none"
          spellCheck={false}
          placeholder="0x…"
        />
      </OwnerForm>
    </Disclosure>
  );
}
