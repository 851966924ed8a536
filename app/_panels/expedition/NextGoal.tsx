import { Coins, Hourglass, type LucideIcon, MoonStar, Package, Shovel, Tent } from "lucide-react";
import type { Goal } from "@/app/_bridge/expedition/views";
import { cx } from "@/app/_ui/cx";
import { Arrow } from "./Arrow";
import folds from "./bar.module.css";
import { ItemPicture } from "./ItemPicture";
import { text } from "./text";

const icons: Record<Exclude<Goal["kind"], "gather">, LucideIcon> = {
  ...{ dig: Shovel, bank: Coins, errand: Package, home: Tent, tide: Hourglass, finish: MoonStar },
};

type Props = {
  goal: Goal;
  /** In one line, also with large letters: what does not fit is cut off. */
  isFolded?: boolean;
};

/**
 * The next thing to do, in one line that is always there. Silent: its distance changes with each step. Whoever does not see the
 * ground also reads with which step the way begins.
 */
export function NextGoal({ goal, isFolded = false }: Props) {
  const isUrgent = goal.kind === "home";
  const way = "way" in goal ? goal.way : undefined;
  return (
    <fieldset
      aria-label={text.goalName}
      data-testid="next-goal"
      data-kind={goal.kind}
      className={cx(
        "panel pointer-events-auto flex min-h-[min(2.75rem,48px)] w-fit min-w-0 max-w-full items-center gap-[min(0.625rem,12px)] rounded-2xl py-[min(0.25rem,5px)] pr-[min(1rem,18px)] pl-[min(0.25rem,5px)] text-sm leading-tight font-semibold",
        isUrgent ? "border-ember-400 text-ember-300" : "text-sand-50",
      )}
    >
      {goal.kind === "gather" ? <ItemPicture item={goal.item} small /> : <GoalIcon kind={goal.kind} />}
      <p className={cx("min-w-0 tabular-nums", isFolded && folds.line)}>
        {text.goal(goal)}
        {way?.first && <span className="sr-only">. {text.firstStep(way.first)}</span>}
      </p>
      {way && <Arrow toward={way.toward} className={isUrgent ? "text-ember-300" : "text-sand-300"} />}
    </fieldset>
  );
}

function GoalIcon({ kind }: { kind: keyof typeof icons }) {
  const Icon = icons[kind];
  return (
    <span className="grid size-[min(2.25rem,40px)] shrink-0 place-items-center rounded-xl bg-night-700/70">
      <Icon aria-hidden className="size-[min(1.25rem,24px)] text-sand-300" />
    </span>
  );
}
