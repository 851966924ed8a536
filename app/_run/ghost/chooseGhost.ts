import type { BoardPlace } from "@/app/_api/boards";
import type { ListedRun } from "@/app/_api/player";
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
  return isSame(best.account, account) && best.number === number ? "itself" : best;
}

/**
 * Pure: the best other expedition of one player on the island that is shown, of the same length. One that still runs does not
 * count: it has no end to come to.
 * @param run The expedition that is shown.
 * @param player Whose: the reader, or whoever played it.
 * @param runs Expeditions of that player.
 * @returns The one with the most points, of several the first; undefined: there is none.
 */
export function chooseOwn(
  { account, number, seed, plan }: Pick<RunPage, "account" | "number"> & Pick<Timeline, "seed" | "plan">,
  player: string,
  runs: readonly ListedRun[],
): ListedRun | undefined {
  const others = runs.filter(
    (each) =>
      each.seed === seed &&
      each.length === plan.length &&
      each.state !== "running" &&
      !(isSame(player, account) && each.number === number),
  );
  return others.sort((one, other) => other.points - one.points || one.number - other.number)[0];
}

const isSame = (one: string, other: string) => one.toLowerCase() === other.toLowerCase();
