import { useState } from "react";
import { type OfferRowView, useAskOwner } from "@/app/_bridge/owner/hooks";
import { readPieces } from "@/app/_bridge/owner/input";
import { Field } from "@/app/_ui/Field";
import { formatAmount } from "@/app/_ui/format";
import { ItemIcon } from "../owner/ItemIcon";
import { OwnerButton } from "../owner/OwnerButton";

/** One offer: somebody else's can be bought, one's own taken back. */
export function OfferRow({ offer }: { offer: OfferRowView }) {
  const ask = useAskOwner();
  const [text, setText] = useState("1");
  const { number, name, left, price, seller, sellerName, isOwn } = offer;
  const reading = readPieces(text);
  const amount = "value" in reading ? reading.value : undefined;
  const cost = formatAmount(price * BigInt(amount ?? 0));
  const isFine = amount !== undefined && amount <= left;
  return (
    <li data-testid={`offer-${number}`} data-left={left} data-own={isOwn} className="row grid gap-2.5 p-2.5">
      <div className="flex items-center gap-3">
        <ItemIcon name={name} />
        <div className="min-w-0 grow">
          <p className="font-semibold text-sand-50 capitalize">
            {name} <span className="font-normal text-mist">× {left}</span>
          </p>
          <p className="text-sm text-mist">
            {formatAmount(price)} Sand{left > 1 && " each"},{" "}
            {isOwn ? "yours" : <span title={seller}>{sellerName}</span>}
          </p>
        </div>
        {isOwn && (
          <OwnerButton
            size="small"
            data-testid={`cancel-offer-${number}`}
            aria-label={`Cancel. Needs your signature. ${left} ${name}`}
            onClick={() => ask({ type: "cancelOffer", offer })}
          >
            Cancel
          </OwnerButton>
        )}
      </div>
      {!isOwn && (
        <div className="flex items-end gap-2">
          {left > 1 && (
            <div className="w-24 shrink-0">
              <Field
                name="pieces"
                label={
                  <>
                    How many{" "}
                    <span className="sr-only">
                      {name}, of {left}
                    </span>
                  </>
                }
                inputMode="numeric"
                value={text}
                invalid={!isFine}
                onValueChange={setText}
              />
            </div>
          )}
          <OwnerButton
            size="small"
            className="grow"
            disabled={!isFine}
            data-testid={`buy-offer-${number}`}
            // Begins with the words that are seen (WCAG 2.5.3): who speaks to the page says those.
            aria-label={`Buy for ${cost} Sand. Needs your signature. ${amount ?? "?"} ${name} from ${sellerName}`}
            onClick={() => amount !== undefined && ask({ type: "buyOffer", offer, amount })}
          >
            Buy for {cost} Sand
          </OwnerButton>
        </div>
      )}
      {!isOwn && "why" in reading && (
        <p role="status" className="text-sm text-ember-300">
          {reading.why}
        </p>
      )}
    </li>
  );
}
