"use client";

import { useSecondsLeft } from "@/app/_bridge/clock";
import { cx } from "@/app/_ui/cx";
import { formatClock } from "@/app/_ui/format";
import { PixelHourglass } from "@/app/_ui/PixelHourglass";

const hourSeconds = 3600;

/** The sand of the hour and its number. Silent: TimeSpeaker speaks. */
export function TimeLeft({ compact = false }: { compact?: boolean }) {
  const seconds = useSecondsLeft();
  return (
    // With large text on a narrow screen the number goes below the glass.
    <div className={cx("flex items-center gap-3", !compact && "flex-wrap")}>
      <PixelHourglass
        left={seconds / hourSeconds}
        running={seconds > 0}
        className={compact ? "h-[min(1.75rem,32px)] w-[min(1.25rem,23px)]" : "h-16 w-[2.9rem]"}
      />
      <div className="leading-none">
        <time
          role="timer"
          data-testid="time-left"
          data-seconds={seconds}
          dateTime={`PT${seconds}S`}
          className={cx(
            "block font-semibold tabular-nums",
            compact ? "text-lg" : "font-display text-4xl",
            seconds <= 60 ? "text-ember-300" : "text-sand-50",
          )}
        >
          {formatClock(seconds)}
        </time>
        <span className={compact ? "sr-only" : "mt-1 block text-sm text-mist"}>left to play</span>
      </div>
    </div>
  );
}
