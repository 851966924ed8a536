import { Coins, Hourglass, type LucideIcon, MoonStar, Package, Shovel, Tent } from "lucide-react";
import type { Goal } from "@/app/_bridge/expedition/views";
import { cx } from "@/app/_ui/cx";
import { Arrow } from "./Arrow";
import { ItemPicture } from "./ItemPicture";
import { text } from "./text";

const icons: Record<Exclude<Goal["kind"], "gather">, LucideIcon> = {
  ...{ dig: Shovel, bank: Coins, errand: Package, home: Tent, tide: Hourglass, finish: MoonStar },
};

/** The next thing to do, in one line that is always there. Silent: its distance changes with each step. */
export function NextGoal({ goal }: { goal: Goal }) {
  const isUrgent = goal.kind === "home";
  return (
    <p
      data-testid="next-goal"
      data-kind={goal.kind}
      className={cx(
        "panel pointer-events-auto flex min-h-11 w-fit max-w-full items-center gap-2.5 rounded-2xl py-1 pr-4 pl-1 text-sm leading-tight font-semibold",
        isUrgent ? "border-ember-400 text-ember-300" : "text-sand-50",
      )}
    >
      {goal.kind === "gather" ? <ItemPicture item={goal.item} small /> : <GoalIcon kind={goal.kind} />}
      <span className="min-w-0 tabular-nums">{text.goal(goal)}</span>
      {"way" in goal && <Arrow toward={goal.way.toward} className={isUrgent ? "text-ember-300" : "text-sand-300"} />}
    </p>
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
