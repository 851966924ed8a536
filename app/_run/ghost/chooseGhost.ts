import type { BoardPlace } from "@/app/_api/boards";
import type { RunPage } from "@/app/_api/run";
import { dayOf } from "@/game/rules/seeds";
import type { Timeline } from "../timeline/createTimeline";

/** The board of a day (since 1970) and a length. */
export type DayBoard = { view: "day"; day: number; length: number };

/** The board whose best is played beside an expedition; undefined: practice and rooms have no day that others had too. */
export function boardOfDay(
  { startedAt }: Pick<RunPage, "startedAt">,
  { plan }: Pick<Timeline, "plan">,
): DayBoard | undefined {
  return plan.mode === 0 ? { view: "day", day: dayOf(Number(startedAt)), length: plan.length } : undefined;
}

/** `none`: nobody is on the board yet. `itself`: nobody did better than the expedition that is shown. */
export type Best = BoardPlace | "none" | "itself";

/**
 * Pure: whose expedition is played beside another one.
 * @param run The expedition that is shown.
 * @param players The board of its day and length, the best first.
 */
export function chooseGhost(
  { account, number }: Pick<RunPage, "account" | "number">,
  players: readonly BoardPlace[],
): Best {
  const [best] = players;
  if (!best) return "none";
  const isItself = best.account.toLowerCase() === account.toLowerCase() && best.number === number;
  return isItself ? "itself" : best;
}
