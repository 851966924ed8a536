import { Award } from "lucide-react";
import type { Achievement } from "@/app/_bridge/expedition/achievements";
import { cx } from "@/app/_ui/cx";
import { achievementText } from "./achievementText";

type Props = {
  /** Which are shown, in this order. */
  shown: readonly Achievement[];
  /** Which of them the player has; the others are for later. */
  earned: readonly Achievement[];
};

/** Achievements with how they are earned. */
export function AchievementList({ shown, earned }: Props) {
  return (
    <ul className="grid grid-cols-[repeat(auto-fill,minmax(min(100%,13rem),1fr))] gap-2">
      {shown.map((each) => {
        const has = earned.includes(each);
        const { name, how } = achievementText.of[each];
        return (
          <li
            key={each}
            data-testid={`achievement-${each}`}
            data-earned={has}
            className="row flex min-w-0 items-start gap-2.5 px-3.5 py-2.5"
          >
            <Award aria-hidden className={cx("mt-0.5 size-5 shrink-0", has ? "text-grain" : "text-mist opacity-50")} />
            <p className="min-w-0 text-sm text-mist">
              <span className={cx("block text-base font-semibold", has ? "text-sand-50" : "text-mist")}>{name}</span>
              {how}
              <span className="sr-only"> {has ? achievementText.has : achievementText.hasNot}.</span>
            </p>
          </li>
        );
      })}
    </ul>
  );
}
