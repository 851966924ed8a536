import { viewBar } from "@/app/_bridge/expedition/viewBar";
import { pressToBank, viewPress } from "@/app/_bridge/expedition/viewPress";
import type { Press } from "@/app/_bridge/expedition/views";
import type { Lesson } from "@/app/_settings/schema";

/** The running expedition at one moment. */
type Moment = Parameters<typeof viewPress>[0];

/**
 * The control that the coach points at.
 * @param lesson The one that is taught; undefined: all are learnt, or the coach is off.
 * @param moment Of the running expedition; undefined without one.
 * @returns Undefined: nothing is pressed now.
 */
export function readHighlight(lesson: Lesson | undefined, moment: Moment | undefined): Press | undefined {
  if (lesson === undefined) return undefined;
  if (!moment) return lesson === "setOut" ? "setOut" : undefined;
  return lesson === "bank" && viewBar(moment, 0).load > 0 ? pressToBank(moment) : viewPress(moment);
}
