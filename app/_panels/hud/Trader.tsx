"use client";

import { useOffers, usePlay, useSand } from "@/app/_bridge/hud";
import { Button } from "@/app/_ui/Button";
import { cx } from "@/app/_ui/cx";
import { formatAmount } from "@/app/_ui/format";
import { ItemIcon } from "./ItemIcon";
import { SandPurse } from "./SandPurse";

/** Buying spends Sand, and so counts against the Sand cap of the session. */
export function Trader() {
  const { offers, note } = useOffers();
  const sand = useSand();
  const play = usePlay();
  return (
    <div className="grid gap-3">
      <SandPurse sand={sand} />
      {note && <p className="row px-3.5 py-2.5 text-sm text-sand-200">{note}</p>}
      <ul className="grid gap-2">
        {offers.map(({ id, name, hint, price, whyNot }) => (
          <li key={id} className="row flex items-center gap-3 p-2.5">
            <ItemIcon name={name} />
            <div className="min-w-0 grow">
              <p className="font-semibold text-sand-50 capitalize">{name}</p>
              <p className="text-sm text-mist">{whyNot ?? hint}</p>
            </div>
            <Button
              data-testid={`buy-${id}`}
              look={whyNot ? "quiet" : "primary"}
              size="small"
              aria-disabled={whyNot !== undefined}
              aria-label={`Buy ${name} for ${formatAmount(price)} Sand`}
              className={cx("shrink-0 tabular-nums", whyNot && "opacity-70")}
              onClick={() => play({ type: "buy", item: id, maxSand: price })}
            >
              {formatAmount(price)} Sand
            </Button>
          </li>
        ))}
      </ul>
    </div>
  );
}
