"use client";

import { Meter } from "@base-ui/react/meter";
import type { Phase } from "@/app/_bridge/expedition/views";
import { cx } from "@/app/_ui/cx";
import { PixelHourglass } from "@/app/_ui/PixelHourglass";
import { MOST_GRAINS, ringDash } from "./geometry";
import looks from "./looks.module.css";
import { text } from "./text";

const radius = 20.5;
const few = 20;

const sand: Record<Phase, string | undefined> = { day: undefined, dusk: looks.duskSand, night: looks.nightSand };

type Props = { left: number; grains: number; phase: Phase };

/** The one hourglass of the expedition: sand is its time, the ring around it is what may be done at once. */
export function GrainGlass({ left, grains, phase }: Props) {
  return (
    <Meter.Root
      aria-label={text.bar.grainsLabel}
      value={grains}
      max={MOST_GRAINS}
      getAriaValueText={() => text.bar.grains(grains)}
      className={cx("relative grid shrink-0 place-items-center", looks.glass, sand[phase])}
    >
      <svg viewBox="0 0 46 46" aria-hidden="true" className="absolute inset-0 size-full">
        <circle cx={23} cy={23} r={radius} className={looks.ring} />
        <circle
          cx={23}
          cy={23}
          r={radius}
          strokeDasharray={ringDash(grains / MOST_GRAINS, radius)}
          className={cx(looks.ring, looks.filled, grains < few ? "text-ember-400" : looks.water)}
        />
      </svg>
      <PixelHourglass left={left} running={left > 0} className={cx(looks.inGlass)} />
    </Meter.Root>
  );
}
