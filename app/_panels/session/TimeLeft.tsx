"use client";

import { useSecondsLeft } from "@/app/_bridge/clock";
import { cx } from "@/app/_ui/cx";
import { formatClock } from "@/app/_ui/format";
import { PixelHourglass } from "@/app/_ui/PixelHourglass";

const hourSeconds = 3600;

type Props = {
  compact?: boolean;
  /** In words alone: the glass on the screen is that of the expedition. */
  isLine?: boolean;
};

/** The sand of the hour and its number. Silent: TimeSpeaker speaks. */
export function TimeLeft({ compact = false, isLine = false }: Props) {
  const seconds = useSecondsLeft();
  if (isLine)
    return (
      <p className="text-sm text-mist">
        <Time seconds={seconds} className="font-semibold" /> of the hour left
      </p>
    );
  return (
    // With large text on a narrow screen the number goes below the glass.
    <div className={cx("flex items-center gap-3", !compact && "flex-wrap")}>
      <PixelHourglass
        left={seconds / hourSeconds}
        running={seconds > 0}
        className={compact ? "h-[min(1.75rem,32px)] w-[min(1.25rem,23px)]" : "h-16 w-[2.9rem]"}
      />
      <div className="leading-none">
        <Time seconds={seconds} className={cx("block font-semibold", compact ? "text-lg" : "font-display text-4xl")} />
        <span className={compact ? "sr-only" : "mt-1 block text-sm text-mist"}>left to play</span>
      </div>
    </div>
  );
}

function Time({ seconds, className }: { seconds: number; className: string }) {
  return (
    <time
      role="timer"
      data-testid="time-left"
      data-seconds={seconds}
      dateTime={`PT${seconds}S`}
      className={cx("tabular-nums", seconds <= 60 ? "text-ember-300" : "text-sand-50", className)}
    >
      {formatClock(seconds)}
    </time>
  );
}
