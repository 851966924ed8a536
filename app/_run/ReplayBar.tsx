"use client";

import { Pause, Play } from "lucide-react";
import { Button } from "@/app/_ui/Button";
import { cx } from "@/app/_ui/cx";
import { formatClock, plural } from "@/app/_ui/format";
import type { RunMoment } from "./timeline/momentAt";
import { type Replay, speeds } from "./useReplay";

type Props = { replay: Replay; begin: number; end: number; moment: RunMoment };

/** Play and pause, the time, and how fast it passes. */
export function ReplayBar({ replay, begin, end, moment }: Props) {
  const { at, isPlaying, speed, toggle, setSpeed, seek } = replay;
  const time = `${formatClock(Math.floor(at))} of ${formatClock(end)}`;
  return (
    <section aria-label="Replay" className="panel grid gap-3 px-4 py-3">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <Button
          data-testid="replay-toggle"
          onClick={toggle}
          icon={isPlaying ? <Pause aria-hidden className="size-4" /> : <Play aria-hidden className="size-4" />}
        >
          {isPlaying ? "Pause" : "Play"}
        </Button>
        <input
          type="range"
          data-testid="replay-time"
          aria-label="Time of the expedition"
          aria-valuetext={`${time}, ${plural(moment.points, "point")}`}
          min={begin}
          max={end}
          step={1}
          value={Math.floor(at)}
          onChange={(event) => seek(event.target.valueAsNumber)}
          className="h-8 min-w-40 grow accent-sand-300"
        />
        <span aria-hidden data-testid="replay-clock" className="text-sand-100 tabular-nums">
          {time}
        </span>
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would be for a form. */}
      <div role="group" aria-label="Speed" className="flex flex-wrap gap-1">
        {speeds.map((each) => (
          <button
            key={each}
            type="button"
            aria-pressed={each === speed}
            onClick={() => setSpeed(each)}
            className={cx(
              "min-h-11 min-w-11 rounded-xl px-2.5 font-medium tabular-nums",
              each === speed ? "bg-sand-300 text-night-950" : "text-sand-100 hover:bg-white/8",
            )}
          >
            {each} ×
          </button>
        ))}
      </div>
    </section>
  );
}
