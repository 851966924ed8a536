import { Bell, ShieldCheck } from "lucide-react";
import type { ReactNode } from "react";
import type { Compass, Length, Mode, Place, SourceRow, Way } from "@/app/_bridge/expedition/views";
import { cx } from "@/app/_ui/cx";
import { PixelHourglass } from "@/app/_ui/PixelHourglass";
import { Arrow } from "./Arrow";
import motion from "./motion.module.css";
import { SourceRows } from "./SourceRows";
import { text } from "./text";

/** A moment stands over the island for a breath. Read aloud as text; its movement adds nothing that is not said. */
function Moment({ testId, className, children }: { testId: string; className?: string; children: ReactNode }) {
  return (
    <div role="status" data-testid={testId} className={cx("panel mx-auto w-full max-w-sm", className)}>
      {children}
    </div>
  );
}

export function SetOutBanner({ length, mode }: { length: Length; mode: Mode }) {
  return (
    <Moment
      testId="moment-set-out"
      className={cx("flex items-center gap-4 border-sand-300/60 px-5 py-4", motion.banner)}
    >
      <PixelHourglass left={1} running className="h-16 w-[2.9rem] shrink-0 @max-[17rem]:hidden" />
      <div className="min-w-0">
        <p className="font-display text-2xl leading-tight font-semibold text-sand-50">
          {text.moments.setOut(length, mode)}
        </p>
        <p className="mt-0.5 text-sm text-sand-200">{text.moments.setOutLead(length)}</p>
      </div>
    </Moment>
  );
}

type BankProps = { place: Place; rows: readonly SourceRow[]; points: number };

/** The load becomes points, source by source. */
export function BankedCard({ place, rows, points }: BankProps) {
  return (
    <Moment testId="moment-banked" className="grid gap-4 p-5">
      <p className="flex flex-wrap items-center gap-3">
        <span
          className={cx(
            "inline-flex items-center gap-1.5 rounded-full border border-palm-400 px-3 py-1 font-display text-xl font-semibold text-palm-300",
            motion.stamp,
          )}
        >
          <ShieldCheck aria-hidden className="size-5" />
          {text.moments.banked}
        </span>
        <span className="min-w-0 leading-snug font-semibold text-sand-50">
          {text.moments.bankedLead(points, place)}
        </span>
      </p>
      <SourceRows rows={rows} isCounting />
    </Moment>
  );
}

const FIRE = "rgb(249 143 108 / 0.85), rgb(253 210 100 / 0.3) 18vmax";

/** Where the light of the fire comes from, and where the words stand. */
const edges: Record<Compass, { x: number; y: number; words: string }> = {
  north: { x: 50, y: 0, words: "items-start justify-center" },
  northEast: { x: 100, y: 0, words: "items-start justify-end" },
  east: { x: 100, y: 50, words: "items-center justify-end" },
  southEast: { x: 100, y: 100, words: "items-end justify-end" },
  south: { x: 50, y: 100, words: "items-end justify-center" },
  southWest: { x: 0, y: 100, words: "items-end" },
  west: { x: 0, y: 50, words: "items-center" },
  northWest: { x: 0, y: 0, words: "items-start" },
};

/** The fire of the camp shines over the edge of the screen behind which it is. Fills what it lies in. */
export function DashBeam({ way }: { way: Way }) {
  const { x, y } = edges[way.toward];
  return (
    <div
      aria-hidden="true"
      className={cx("pointer-events-none absolute inset-0", motion.beam)}
      style={{ background: `radial-gradient(circle at ${x}% ${y}%, ${FIRE}, transparent 45vmax)` }}
    />
  );
}

/** The bell rings, on the side of the camp. Fills what it lies in. */
export function DashHome({ way }: { way: Way }) {
  return (
    <div
      data-testid="moment-dash"
      // Above what was found at the same moment.
      className={cx("pointer-events-none absolute inset-0 z-20 flex p-3", edges[way.toward].words)}
    >
      <div className="panel relative flex items-center gap-3 rounded-2xl border-ember-400 px-4 py-2.5 leading-tight font-semibold">
        <Bell aria-hidden className={cx("size-6 shrink-0 text-ember-300", motion.bell)} />
        <div>
          {/* The bell is said once; the way counts down in silence. */}
          <p role="status" className="text-sm text-ember-300">
            {text.moments.bell}
          </p>
          <p className="flex items-center gap-1.5 text-lg text-sand-50 tabular-nums">
            <Arrow toward={way.toward} />
            {text.bar.wayHome(way)}
          </p>
        </div>
      </div>
    </div>
  );
}
