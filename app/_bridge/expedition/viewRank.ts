import type { BoardPlace } from "@/app/_api/boards";
import { startedAt } from "@/game/rules/clock";
import { dayOf } from "@/game/rules/seeds";
import type { History } from "./history";
import type { RankView } from "./views";

/** The board on which an expedition is ranked. */
export type RankedOn = { view: "day"; day: number; length: number } | { view: "room"; room: number };

/** Undefined: practice is on no board. */
export function boardOf({ run, room }: Pick<History, "run" | "room">): RankedOn | undefined {
  if (run.mode === 0) return { view: "day", day: dayOf(startedAt(run)), length: run.length };
  return run.mode === 2 && room !== undefined ? { view: "room", room } : undefined;
}

/**
 * The rank of an expedition as soon as the board counts all of it, and nothing before.
 * @param answer What the board says of the player; undefined: nothing yet. `hasFailed`: it did not answer when it was asked last.
 * @param run The number of the expedition, and its points with the bonus of home.
 */
export function viewRank(
  answer: { own?: BoardPlace | undefined; stale: boolean } | undefined,
  hasFailed: boolean,
  run: { number: number; points: number },
): RankView {
  const own = answer?.own;
  // In a room an earlier expedition may have been better: that one is ranked.
  const isCounted = own && (own.number === run.number ? own.points === run.points : own.points >= run.points);
  if (isCounted) return { state: "known", now: own.rank };
  if (hasFailed) return { state: "down" };
  return { state: answer?.stale ? "behind" : "counting" };
}
