import { Bell, Coins, KeyRound, MoonStar, Package, Sunset, Tent } from "lucide-react";
import type { ReactNode } from "react";
import type { BarView, Phase } from "@/app/_bridge/expedition/views";
import { cx } from "@/app/_ui/cx";
import { formatClock, formatCount } from "@/app/_ui/format";
import { Scroller } from "@/app/_ui/Scroller";
import { Arrow } from "./Arrow";
import { GrainGlass } from "./GrainGlass";
import looks from "./looks.module.css";
import motion from "./motion.module.css";
import { TideGauge } from "./TideGauge";
import { text } from "./text";

const light: Record<Phase, string | undefined> = {
  day: undefined,
  dusk: looks.dusk,
  night: looks.night,
};

/** All that a player weighs against each other, in one row on top of the island; narrow screens and large letters get two. */
export function ExpeditionBar({ view }: { view: BarView }) {
  const { phase, secondsLeft, seconds, grains, tide, load, banked, home, keyUntil } = view;
  return (
    <div
      data-testid="expedition-bar"
      data-phase={phase}
      className="panel pointer-events-auto overflow-hidden rounded-2xl"
    >
      {/* Large letters make it long; it never hides the player. */}
      <Scroller label={text.bar.name} className={cx("scroll-quiet overflow-y-auto", looks.bar)}>
        <div className={cx("flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-3 py-2", light[phase])}>
          <div className="flex items-center gap-2.5">
            <GrainGlass left={secondsLeft / seconds} {...{ grains, phase }} />
            <div className="leading-tight">
              <p className="flex flex-wrap items-center gap-x-2">
                <time
                  role="timer"
                  aria-label={text.bar.left(secondsLeft)}
                  dateTime={`PT${secondsLeft}S`}
                  data-testid="expedition-left"
                  data-seconds={secondsLeft}
                  className={cx(
                    "text-xl font-semibold tabular-nums",
                    home.urgency === "now" ? "text-ember-300" : "text-sand-50",
                  )}
                >
                  {formatClock(secondsLeft)}
                </time>
                <PhaseWord phase={phase} />
              </p>
              <p className={cx("text-xs tabular-nums", grains < 20 ? "font-semibold text-ember-300" : "text-mist")}>
                {text.bar.grains(grains)}
              </p>
            </div>
          </div>
          <TideGauge {...tide} />
          <dl className="contents">
            <HomeFigure {...home} />
            <Figure name={text.bar.load} icon={<Package aria-hidden className="size-3.5" />}>
              {formatCount(load)}
            </Figure>
            <Figure name={text.bar.banked} icon={<Coins aria-hidden className="size-3.5" />}>
              {formatCount(banked)}
            </Figure>
            {keyUntil > 0 && (
              <Figure name={text.bar.key} icon={<KeyRound aria-hidden className="size-3.5" />} isQuiet>
                {text.bar.time(keyUntil)}
              </Figure>
            )}
          </dl>
        </div>
      </Scroller>
    </div>
  );
}

/** The day needs no word. */
function PhaseWord({ phase }: { phase: Phase }) {
  if (phase === "day") return null;
  const Icon = phase === "dusk" ? Sunset : MoonStar;
  return (
    <span className={cx("inline-flex items-center gap-1 text-xs font-semibold", ink[phase])}>
      <Icon aria-hidden className="size-3.5" />
      {text.phases[phase]}
    </span>
  );
}

const ink = { dusk: "text-ember-300", night: "text-dusk-300" } as const;

type FigureProps = { name: string; icon: ReactNode; isQuiet?: boolean; children: ReactNode };

function Figure({ name, icon, isQuiet = false, children }: FigureProps) {
  return (
    <div className="leading-tight">
      <dt className="flex items-center gap-1 text-xs text-mist">
        {icon}
        {name}
      </dt>
      <dd className={cx("font-semibold tabular-nums", isQuiet ? "text-sm text-mist" : "text-sand-50")}>{children}</dd>
    </div>
  );
}

function HomeFigure({ way, urgency }: BarView["home"]) {
  const isNow = urgency === "now";
  const Icon = isNow ? Bell : Tent;
  return (
    <div
      data-testid="way-home"
      data-urgency={urgency}
      className={cx(
        "leading-tight",
        isNow && "-mx-2 rounded-xl bg-ember-400 px-2 py-0.5 text-night-950",
        urgency === "soon" && "-mx-2 rounded-xl border border-sand-300/60 px-2 py-0.5",
      )}
    >
      <dt className={cx("flex items-center gap-1 text-xs", isNow ? "font-semibold" : "text-mist")}>
        <Icon aria-hidden className={cx("size-3.5", isNow && motion.bell)} />
        {text.bar.home[urgency]}
      </dt>
      <dd
        className={cx(
          "flex items-center gap-1 font-semibold tabular-nums",
          isNow ? "text-night-950" : urgency === "soon" ? "text-sand-200" : "text-sand-50",
        )}
      >
        {urgency === "here" ? (
          text.bar.here
        ) : (
          <>
            <Arrow toward={way.toward} />
            {text.bar.wayHome(way)}
          </>
        )}
      </dd>
    </div>
  );
}
