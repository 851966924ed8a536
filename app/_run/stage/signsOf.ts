import type { Sign } from "@/game/painter/paintWay";
import type { Mark } from "../timeline/createTimeline";

/** What has happened up to a time, as signs on the island: seconds since the start. */
export function signsOf(marks: readonly Mark[], at: number): readonly Sign[] {
  return marks.flatMap(({ at: time, tile, kind }) => (time <= at && kind !== "other" ? [{ tile, kind }] : []));
}
