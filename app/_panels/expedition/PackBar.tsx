import { Backpack } from "lucide-react";
import type { PackView } from "@/app/_bridge/expedition/views";
import { cx } from "@/app/_ui/cx";
import looks from "./looks.module.css";
import { text } from "./text";

type Props = {
  view: PackView;
  /** In one row. */
  isSlim?: boolean;
};

/** The units of the pack by kind; the rows below name them, so the colours need not. */
export function PackBar({ view: { capacity, goods, parts, relics }, isSlim = false }: Props) {
  const stretches = [
    ...goods.map(({ item, units }) => ({ key: item, units, ink: looks[item] })),
    { key: "relics", units: relics.units, ink: looks.layers },
    ...parts.map(({ item, units }) => ({ key: item, units, ink: looks.parts })),
  ].filter(({ units }) => units > 0);
  const units = stretches.reduce((sum, each) => sum + each.units, 0);
  const isFull = units >= capacity;
  return (
    <div className={isSlim ? "flex flex-row-reverse items-center gap-3" : "grid gap-1.5"}>
      <p className="flex flex-wrap items-center justify-between gap-2 text-sm text-mist">
        <span className={isSlim ? "sr-only" : "inline-flex items-center gap-2"}>
          <Backpack aria-hidden className="size-4" />
          {text.pack.title}
        </span>
        <output data-testid="pack-units" className="font-semibold text-sand-100 tabular-nums">
          {text.pack.units(units, capacity)}
          {isFull && (
            <span className="ml-2 rounded bg-ember-400/20 px-1.5 text-xs text-ember-300">{text.pack.full}</span>
          )}
        </output>
      </p>
      <div
        aria-hidden="true"
        data-testid="bar-track"
        className="bar-track flex h-2.5 grow gap-0.5 overflow-hidden rounded-full bg-night-700"
      >
        {stretches.map(({ key, units: each, ink }) => (
          <div
            key={key}
            data-testid="bar-fill"
            className={cx("bar-fill h-full", ink)}
            style={{ width: `${(each / capacity) * 100}%` }}
          />
        ))}
      </div>
    </div>
  );
}
