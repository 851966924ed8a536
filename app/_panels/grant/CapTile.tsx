import type { CardCap } from "@hourglass/session/react";
import { Coins, Fuel, Hourglass, Zap } from "lucide-react";

const icons = { duration: Hourglass, calls: Zap, spend: Coins, gas: Fuel } as const;

/** One limit of the session, as the kit says it. */
export function CapTile({ id, label, value, note }: CardCap) {
  const Icon = icons[id];
  return (
    <>
      <dt className="flex items-center gap-1.5 text-sm text-mist">
        <Icon aria-hidden className="size-5 text-sand-300" />
        {label}
      </dt>
      <dd className="font-display text-xl leading-tight font-semibold wrap-anywhere text-sand-50">
        {value}
        {note && <span className="mt-0.5 block font-sans text-xs font-normal text-mist">{note}</span>}
      </dd>
    </>
  );
}
