import type { RunPage } from "@/app/_api/run";
import { secondsOf, type Timeline } from "./createTimeline";

/**
 * Pure: how far a replay goes: to when the player came home, to the end of the time, or as far as is known.
 * @param run What the server says of the expedition.
 * @param timeline Its events.
 * @returns Seconds since the start.
 */
export function endOf(run: Pick<RunPage, "startedAt" | "blockSeconds">, timeline: Timeline): number {
  if (timeline.homeAt !== undefined) return timeline.homeAt;
  const known = Math.min(secondsOf(timeline), Number(run.blockSeconds - run.startedAt));
  return Math.max(timeline.frames.at(-1)?.at ?? timeline.begin, known);
}
