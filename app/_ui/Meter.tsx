"use client";

import { Meter as BaseMeter } from "@base-ui/react/meter";
import type { ReactNode } from "react";
import { cx } from "./cx";

type Props = {
  label: string;
  icon: ReactNode;
  /** 0 to 1. */
  share: number;
  /** What the bar says in words: "212 of 300". */
  text: string;
  /** Exact value for those who read the page by program. */
  value: string;
  testId: string;
};

/** A budget that runs down. The words carry the meaning; below a fifth a word says so as well as the colour. */
export function Meter({ label, icon, share, text, value, testId }: Props) {
  const low = share < 0.2;
  return (
    <BaseMeter.Root
      value={Math.max(0, Math.min(1, share)) * 100}
      getAriaValueText={() => text}
      className="grid grid-cols-[1fr_auto] items-center gap-x-3 gap-y-1.5"
    >
      <BaseMeter.Label className="flex items-center gap-2 text-sm text-mist">
        {icon}
        {label}
        {low && (
          <span className="rounded bg-ember-400/20 px-1.5 text-xs font-semibold text-ember-300">
            {share <= 0 ? "used up" : "low"}
          </span>
        )}
      </BaseMeter.Label>
      <output data-testid={testId} data-value={value} className="text-sm font-semibold tabular-nums text-sand-100">
        {text}
      </output>
      <BaseMeter.Track
        data-testid="meter-track"
        className="bar-track col-span-2 h-2 overflow-hidden rounded-full bg-night-700"
      >
        <BaseMeter.Indicator
          data-testid="meter-bar"
          className={cx(
            "bar-fill h-full rounded-full transition-[width] duration-500",
            low ? "bg-ember-400" : "bg-sand-300",
          )}
        />
      </BaseMeter.Track>
    </BaseMeter.Root>
  );
}
