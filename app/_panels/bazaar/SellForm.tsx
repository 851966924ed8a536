"use client";

import { useState } from "react";
import { useInventory } from "@/app/_bridge/hud";
import { useAskOwner } from "@/app/_bridge/owner/hooks";
import { readPieces, readSand } from "@/app/_bridge/owner/input";
import { Disclosure } from "@/app/_ui/Disclosure";
import { Field, fieldClass } from "@/app/_ui/Field";
import { OwnerForm } from "../owner/OwnerForm";

/** What is offered, how many, and for how much each. */
export function SellForm() {
  const owned = useInventory().filter(({ count }) => count > 0);
  const ask = useAskOwner();
  const [chosen, setChosen] = useState<number>();
  const [pieces, setPieces] = useState("1");
  const [price, setPrice] = useState("");
  // What was chosen may be sold by now.
  const item = owned.find(({ id }) => id === chosen) ?? owned[0];

  function onAsk(): string | undefined {
    if (!item) return "Your bag is empty: gather something first.";
    const amount = readPieces(pieces);
    if ("why" in amount) return `How many: ${amount.why}`;
    if (amount.value > item.count) return `How many: 1 to ${item.count}.`;
    const each = readSand(price);
    if ("why" in each) return `Sand for each: ${each.why}`;
    ask({ type: "list", item: item.id, amount: amount.value, price: each.value });
    // Should the owner say no, the dialog itself can ask once more.
    setPieces("1");
    setPrice("");
    return undefined;
  }

  return (
    <Disclosure testId="sell" title="Sell something">
      <OwnerForm testId="sell-form" onAsk={onAsk} label="Offer it">
        <Field label="Item">
          <select
            data-testid="sell-item"
            value={item?.id ?? ""}
            disabled={!item}
            onChange={(event) => setChosen(Number(event.target.value))}
            className={fieldClass}
          >
            {owned.map(({ id, name, count }) => (
              <option key={id} value={id}>
                {name} × {count}
              </option>
            ))}
            {!item && <option value="">Your bag is empty</option>}
          </select>
        </Field>
        <div className="grid grid-cols-2 gap-2">
          <Field label="How many">
            <input
              data-testid="sell-pieces"
              inputMode="numeric"
              value={pieces}
              onChange={(event) => setPieces(event.target.value)}
              className={fieldClass}
            />
          </Field>
          <Field label="Sand for each">
            <input
              data-testid="sell-price"
              inputMode="decimal"
              autoComplete="off"
              value={price}
              onChange={(event) => setPrice(event.target.value)}
              className={fieldClass}
            />
          </Field>
        </div>
      </OwnerForm>
    </Disclosure>
  );
}
