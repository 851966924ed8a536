import { viewGoal } from "@/app/_bridge/expedition/viewGoal";
import { viewPress } from "@/app/_bridge/expedition/viewPress";
import type { BarView, Goal, Press } from "@/app/_bridge/expedition/views";
import type { Lesson } from "@/app/_settings/schema";

/** The running expedition at one moment. */
type Moment = Parameters<typeof viewPress>[0];

/**
 * What to do next: what the lesson is about, else what is worth most. The line that is always on screen and the control that is
 * lit both follow from it, so that they never ask for two things.
 * @param lesson The one that is taught; undefined: all are learnt, or the coach is off.
 * @param bar Of the same moment.
 */
export function readGoal(lesson: Lesson | undefined, moment: Moment, bar: BarView): Goal {
  const { load, home } = bar;
  const isTaught = lesson === "bank" && load > 0 && home.urgency !== "now";
  return isTaught ? { kind: "bank", load, way: home.way } : viewGoal(moment, bar);
}

/**
 * The control that the coach points at.
 * @param lesson The one that is taught; undefined: all are learnt, or the coach is off.
 * @param run The running expedition with its next goal; undefined without one.
 * @returns Undefined: nothing is pressed now.
 */
export function readHighlight(
  lesson: Lesson | undefined,
  run: { moment: Moment; goal: Goal } | undefined,
): Press | undefined {
  if (lesson === undefined) return undefined;
  if (!run) return lesson === "setOut" ? "setOut" : undefined;
  return viewPress(run.moment, run.goal);
}
