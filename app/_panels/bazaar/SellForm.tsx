"use client";

import { useState } from "react";
import { useInventory } from "@/app/_bridge/hud";
import { useAskOwner } from "@/app/_bridge/owner/hooks";
import { readPieces, readSand, whyNot } from "@/app/_bridge/owner/input";
import { Disclosure } from "@/app/_ui/Disclosure";
import { Field } from "@/app/_ui/Field";
import { OwnerForm } from "../owner/OwnerForm";

/** What is offered, how many, and for how much each. */
export function SellForm() {
  const owned = useInventory();
  const ask = useAskOwner();
  const [chosen, setChosen] = useState<number>();
  const [asked, setAsked] = useState(0);
  // What was chosen may be sold by now.
  const item = owned.find(({ id }) => id === chosen) ?? owned[0];

  function onAsk({ pieces, price }: { pieces: string; price: string }) {
    if (!item) return;
    const amount = readPieces(pieces, item.count);
    const each = readSand(price);
    if ("why" in amount || "why" in each) return;
    ask({ type: "list", item: item.id, amount: amount.value, price: each.value });
    // Empty fields for the next. Should the owner say no, the dialog itself can ask once more.
    setAsked(asked + 1);
  }

  return (
    <Disclosure testId="sell" title="Sell a relic">
      <OwnerForm testId="sell-form" onAsk={onAsk} label="Offer for sale">
        <Field
          name="item"
          label="Relic"
          why={() => (item ? undefined : "You have no relics yet. Bring some home from today’s island.")}
          data-testid="sell-item"
          value={item?.id ?? ""}
          onValueChange={(id) => setChosen(Number(id))}
          render={
            <select>
              {owned.map(({ id, name, count }) => (
                <option key={id} value={id}>
                  {name} × {count}
                </option>
              ))}
              {!item && <option value="">No relics yet</option>}
            </select>
          }
        />
        <div key={asked} className="grid grid-cols-2 gap-2">
          <Field
            name="pieces"
            label="How many"
            why={(text) => item && whyNot(readPieces(text, item.count))}
            data-testid="sell-pieces"
            inputMode="numeric"
            defaultValue="1"
          />
          <Field
            name="price"
            label="Sand for each"
            why={(text) => item && whyNot(readSand(text))}
            data-testid="sell-price"
            inputMode="decimal"
          />
        </div>
      </OwnerForm>
    </Disclosure>
  );
}
