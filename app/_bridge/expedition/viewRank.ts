import type { BoardPlace } from "@/app/_api/boards";
import { startedAt } from "@/game/rules/clock";
import { dayOf } from "@/game/rules/seeds";
import type { History } from "./history";
import type { RankView } from "./views";

/** The board on which an expedition is ranked. */
export type RankedOn = { view: "day"; day: number; length: number } | { view: "room"; room: number };

/** The indexer has a block within a second or two. */
const SOON_MS = 3_000;
/** Others go on, and change a rank that is known. */
const LATER_MS = 15_000;

/** What the board says of the player; undefined: nothing yet. */
type Answer = { own?: BoardPlace | undefined; stale: boolean } | undefined;
/** The number of an expedition, and its points with the bonus of home. */
type Ranked = { number: number; points: number };

/** Undefined: practice is on no board. */
export function boardOf({ run, room }: Pick<History, "run" | "room">): RankedOn | undefined {
  if (run.mode === 0) return { view: "day", day: dayOf(startedAt(run)), length: run.length };
  return run.mode === 2 && room !== undefined ? { view: "room", room } : undefined;
}

/**
 * The rank of an expedition as soon as the board counts all of it, and nothing before.
 * @param hasFailed The board did not answer when it was asked last.
 */
export function viewRank(answer: Answer, hasFailed: boolean, run: Ranked): RankView {
  const own = answer?.own;
  // In a room an earlier expedition may have been better: that one is ranked.
  const isCounted = own && (own.number === run.number ? own.points === run.points : own.points >= run.points);
  if (isCounted) return { state: "known", now: own.rank };
  if (hasFailed) return { state: "down" };
  return { state: answer?.stale ? "behind" : "counting" };
}

/** When the board is asked again, in ms. */
export function askAgainMs(answer: Answer, run: Ranked): number {
  return viewRank(answer, false, run).state === "known" ? LATER_MS : SOON_MS;
}
