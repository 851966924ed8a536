import type { StepsView } from "@/app/_bridge/expedition/viewSteps";
import type { BarView, ReachView } from "@/app/_bridge/expedition/views";
import { text } from "@/app/_panels/expedition/text";
import { type Lesson, lessons } from "@/app/_settings/schema";

/** What the coach sees of the game. */
export type Sight = {
  steps: StepsView;
  /** Of the running expedition; undefined without one. */
  run: { reach: ReachView; bar: Pick<BarView, "home" | "load"> } | undefined;
};

/** The lessons that what the player has done shows to be learnt. */
export function readLearnt({ steps }: Sight): readonly Lesson[] {
  const { hasSetOut, hasWalked, hasGathered, hasBanked, isHome } = steps;
  const learnt: Record<Lesson, boolean> = {
    ...{ setOut: hasSetOut, walk: hasWalked, gather: hasGathered, bank: hasBanked, home: isHome },
  };
  return lessons.filter((lesson) => learnt[lesson]);
}

/** Words for how things are done here. */
export type Controls = { walk: string; gather: string; bank: string };

/** What to do next, in one sentence that follows what the player has and where they stand; undefined: nothing. */
export function readLesson(
  done: readonly Lesson[],
  { run }: Sight,
  controls: Controls,
): { lesson: Lesson; title: string; text: string } | undefined {
  const lesson = lessons.find((each) => !done.includes(each));
  if (lesson === undefined) return undefined;
  const title = text.coach.titles[lesson];
  if (lesson === "setOut") return { lesson, title, text: text.coach.setOut };
  // The other lessons are about an expedition.
  return run && { lesson, title, text: sayOnTheRun(lesson, run, controls) };
}

function sayOnTheRun(
  lesson: Exclude<Lesson, "setOut">,
  { reach, bar: { home, load } }: NonNullable<Sight["run"]>,
  controls: Controls,
): string {
  const isHere = home.urgency === "here";
  switch (lesson) {
    case "walk":
      return text.coach.walk(controls.walk);
    case "gather":
      return reach.item ? text.coach.near(reach.item, controls.gather) : text.coach.gather;
    case "bank":
      return !isHere ? text.coach.bankAway(home.way) : load > 0 ? text.coach.bankHere(controls.bank) : text.coach.carry;
    case "home":
      return isHere ? text.coach.finishHere : text.coach.stay;
  }
}
