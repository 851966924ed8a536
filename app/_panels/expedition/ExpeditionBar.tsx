import { Bell, ChevronDown, ChevronUp, Coins, KeyRound, MoonStar, Package, Sunset, Tent } from "lucide-react";
import type { ReactNode } from "react";
import type { BarView, Phase } from "@/app/_bridge/expedition/views";
import { cx } from "@/app/_ui/cx";
import { formatClock, formatCount } from "@/app/_ui/format";
import { keepFocus } from "@/app/_ui/keepFocus";
import { Scroller } from "@/app/_ui/Scroller";
import { Arrow } from "./Arrow";
import folds from "./bar.module.css";
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

type Props = {
  view: BarView;
  /** Where large letters leave no room beside the island: three facts in one row, and a handle for the rest. */
  folding?: { isFolded: boolean; toggle: () => void };
};

/** All that a player weighs against each other, in one row on top of the island; narrow screens get two. */
export function ExpeditionBar({ view, folding }: Props) {
  const { phase, secondsLeft, seconds, grains, tide, load, placePercent, banked, home, keyUntil } = view;
  return (
    <div
      data-testid="expedition-bar"
      data-phase={phase}
      className={cx("panel pointer-events-auto overflow-hidden rounded-2xl", folding?.isFolded && folds.folded)}
    >
      {/* Large letters make it long; it never hides the player. */}
      <Scroller label={text.bar.name} className={cx("scroll-quiet overflow-y-auto", folds.bar)}>
        <div
          className={cx(
            "flex flex-wrap items-center justify-between gap-x-[min(1rem,16px)] gap-y-[min(0.5rem,10px)] px-[min(0.75rem,14px)] py-[min(0.5rem,10px)]",
            light[phase],
          )}
        >
          <div className="flex items-center gap-[min(0.625rem,10px)]">
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
                    folds.time,
                    home.urgency === "now" ? "text-ember-300" : "text-sand-50",
                  )}
                >
                  {formatClock(secondsLeft)}
                </time>
                <PhaseWord phase={phase} />
              </p>
              <p
                className={cx(
                  "text-xs tabular-nums",
                  folds.more,
                  grains < 20 ? "font-semibold text-ember-300" : "text-mist",
                )}
              >
                {text.bar.grains(grains)}
              </p>
            </div>
          </div>
          <div className={folds.more}>
            <TideGauge {...tide} />
          </div>
          <dl className="contents">
            <HomeFigure {...home} />
            <Figure
              testId="bar-load"
              name={<LoadName percent={placePercent} />}
              icon={<Package aria-hidden className="size-3.5" />}
            >
              {formatCount(load)}
            </Figure>
            <Figure isMore name={text.bar.banked} icon={<Coins aria-hidden className="size-3.5" />}>
              {formatCount(banked)}
            </Figure>
            {keyUntil > 0 && (
              <Figure isMore name={text.bar.key} icon={<KeyRound aria-hidden className="size-3.5" />} isQuiet>
                {text.bar.time(keyUntil)}
              </Figure>
            )}
          </dl>
        </div>
      </Scroller>
      {folding && <Handle {...folding} />}
    </div>
  );
}

/** Unfolds what large letters left out; nothing where there is room for all. */
function Handle({ isFolded, toggle }: NonNullable<Props["folding"]>) {
  const Icon = isFolded ? ChevronDown : ChevronUp;
  return (
    <button
      type="button"
      data-testid="bar-unfold"
      aria-label={text.bar.more}
      aria-expanded={!isFolded}
      onMouseDown={keepFocus}
      onClick={toggle}
      className={folds.handle}
    >
      <Icon aria-hidden className="size-[min(1.25rem,24px)]" />
    </button>
  );
}

/** The day needs no word. */
function PhaseWord({ phase }: { phase: Phase }) {
  if (phase === "day") return null;
  const Icon = phase === "dusk" ? Sunset : MoonStar;
  return (
    <span className={cx("inline-flex items-center gap-1 text-xs font-semibold", folds.more, ink[phase])}>
      <Icon aria-hidden className="size-3.5" />
      {text.phases[phase]}
    </span>
  );
}

const ink = { dusk: "text-ember-300", night: "text-dusk-300" } as const;

/** What counts at the nearest place; on a phone the picture says what it is a part of. */
function LoadName({ percent }: { percent: number }) {
  if (percent === 100) return text.bar.load;
  return (
    <>
      <span className="max-sm:sr-only">{text.bar.load} </span>
      {text.bar.part(percent)}
    </>
  );
}

type FigureProps = {
  name: ReactNode;
  icon: ReactNode;
  isQuiet?: boolean;
  /** Not among the facts that are always shown. */
  isMore?: boolean;
  testId?: string;
  children: ReactNode;
};

function Figure({ name, icon, isQuiet = false, isMore = false, testId, children }: FigureProps) {
  return (
    <div data-testid={testId} className={cx("leading-tight", isMore ? folds.more : folds.fact)}>
      <dt className="flex items-center gap-1 text-xs text-mist">
        {icon}
        <span className={folds.word}>{name}</span>
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
        folds.fact,
        isNow && "-mx-2 rounded-xl bg-ember-400 px-2 py-0.5 text-night-950",
        urgency === "soon" && "-mx-2 rounded-xl border border-sand-300/60 px-2 py-0.5",
      )}
    >
      <dt className={cx("flex items-center gap-1 text-xs", isNow ? "font-semibold" : "text-mist")}>
        <Icon aria-hidden className={cx("size-3.5", isNow && motion.bell)} />
        <span className={urgency === "here" ? undefined : folds.word}>{text.bar.home[urgency]}</span>
      </dt>
      <dd
        className={cx(
          "flex items-center gap-1 font-semibold tabular-nums",
          isNow ? "text-night-950" : urgency === "soon" ? "text-sand-200" : "text-sand-50",
        )}
      >
        {urgency === "here" ? (
          <span className={folds.word}>{text.bar.here}</span>
        ) : (
          <>
            <Arrow toward={way.toward} />
            <span>
              <span className={folds.word}>{text.bar.waySteps(way)}</span>
              {text.bar.wayTime(way)}
            </span>
            {/* For whoever does not see the ground between. */}
            {way.first && <span className="sr-only">. {text.firstStep(way.first)}</span>}
          </>
        )}
      </dd>
    </div>
  );
}
