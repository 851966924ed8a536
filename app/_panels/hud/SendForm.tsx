"use client";

import { useState } from "react";
import { useInventory, useSand } from "@/app/_bridge/hud";
import { useAskOwner } from "@/app/_bridge/owner/hooks";
import { readPieces, readRecipient, readSand } from "@/app/_bridge/owner/input";
import { Disclosure } from "@/app/_ui/Disclosure";
import { Field, fieldClass } from "@/app/_ui/Field";
import { formatAmount } from "@/app/_ui/format";
import { OwnerForm } from "../owner/OwnerForm";

/** Item ids begin at 1. */
const SAND = 0;

/** Sand or items to another account. */
export function SendForm() {
  const owned = useInventory().filter(({ count }) => count > 0);
  const sand = useSand();
  const ask = useAskOwner();
  const [chosen, setChosen] = useState(SAND);
  const [amount, setAmount] = useState("1");
  const [recipient, setRecipient] = useState("");
  const item = owned.find(({ id }) => id === chosen);

  function onAsk(): string | undefined {
    const to = readRecipient(recipient);
    if ("why" in to) return to.why;
    if (item) {
      const pieces = readPieces(amount);
      if ("why" in pieces) return `How many: ${pieces.why}`;
      if (pieces.value > item.count) return `How many: 1 to ${item.count}.`;
      ask({ type: "sendItem", to: to.value, item: item.id, amount: pieces.value });
      return undefined;
    }
    const grains = readSand(amount);
    if ("why" in grains) return `How much Sand: ${grains.why}`;
    if (grains.value > sand) return `How much Sand: ${formatAmount(sand)} at most.`;
    ask({ type: "sendSand", to: to.value, amount: grains.value });
    return undefined;
  }

  return (
    <Disclosure testId="send" title="Send to somebody">
      <OwnerForm testId="send-form" onAsk={onAsk} label="Send it">
        <div className="grid grid-cols-2 gap-2">
          <Field label="What">
            <select
              data-testid="send-what"
              value={item?.id ?? SAND}
              onChange={(event) => setChosen(Number(event.target.value))}
              className={fieldClass}
            >
              <option value={SAND}>Sand: {formatAmount(sand)}</option>
              {owned.map(({ id, name, count }) => (
                <option key={id} value={id}>
                  {name} × {count}
                </option>
              ))}
            </select>
          </Field>
          <Field label="How many">
            <input
              data-testid="send-amount"
              inputMode="decimal"
              autoComplete="off"
              value={amount}
              onChange={(event) => setAmount(event.target.value)}
              className={fieldClass}
            />
          </Field>
        </div>
        <Field label="Account that gets it">
          <input
            data-testid="send-to"
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            placeholder="0x…"
            value={recipient}
            onChange={(event) => setRecipient(event.target.value)}
            className={fieldClass}
          />
        </Field>
      </OwnerForm>
    </Disclosure>
  );
}
