import type { RunAnswer } from "./read";
import { secondsOf } from "./timeline/createTimeline";

/** What a block said may still be taken back by a reorganisation for so long. */
const SURE_SECONDS = 60;

/** Pure: whether nothing of an expedition can change any more, so that nobody has to ask again. */
export function isSettled({ run, timeline }: RunAnswer): boolean {
  if (run.state === "running" || run.stale) return false;
  const endedAt = timeline.homeAt ?? secondsOf(timeline);
  return Number(run.blockSeconds - run.startedAt) >= endedAt + SURE_SECONDS;
}
