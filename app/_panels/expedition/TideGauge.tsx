import { Waves } from "lucide-react";
import type { BarView } from "@/app/_bridge/expedition/views";
import { cx } from "@/app/_ui/cx";
import { LOW_TIDE, tideShares } from "./geometry";
import looks from "./looks.module.css";
import { text } from "./text";

/** Three tides, how much of each has passed, and in each a line where the water is low. */
export function TideGauge({ index, passed, turnsInSeconds, isLow }: BarView["tide"]) {
  return (
    <div data-testid="tide" data-tide={index} data-low={isLow} className="grid min-w-20 gap-1 text-xs leading-tight">
      <p className="flex flex-wrap justify-between gap-x-2 font-semibold text-sand-50">
        {text.bar.tide(index)}
        {isLow && (
          <span className={cx("inline-flex items-center gap-1", looks.water)}>
            <Waves aria-hidden className="size-3.5" />
            {text.bar.lowTide}
          </span>
        )}
      </p>
      <div aria-hidden="true" className="grid grid-cols-3 gap-1">
        {tideShares(index, passed).map((share, tide) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a tide is its place.
          <div key={tide} className="grid gap-0.5">
            <div className="bar-track h-1.5 overflow-hidden rounded-full bg-night-700">
              <div
                className={cx("bar-fill h-full", tide === index ? "bg-sand-300" : looks.passed)}
                style={{ width: `${share * 100}%` }}
              />
            </div>
            <div
              className={cx(looks.lowTide, tide === index && isLow && looks.now)}
              style={{ marginInline: `${LOW_TIDE.from * 100}%` }}
            />
          </div>
        ))}
      </div>
      <p className="text-mist tabular-nums">{text.bar.turns(index, turnsInSeconds)}</p>
    </div>
  );
}
