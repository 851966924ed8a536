import { weekOf } from "@/app/_api/isoWeek";
import { nearestPlace } from "@/game/rules/places";
import { packPlan } from "@/game/rules/plan";
import { resultOf, withHomeBonus } from "@/game/rules/points";
import { dayOf } from "@/game/rules/seeds";
import type { Length, Player, Scene } from "@/game/rules/types";
import type { PlayedAction } from "@/scripts/vectors/playAction";

/** An expedition as the rules in TypeScript have it. */
export type Expected = {
  account: string;
  number: number;
  plan: bigint;
  length: Length;
  day: number | null;
  week: string | null;
  room: number | null;
  seed: number;
  endsAt: number;
  points: number;
  result: number;
  home: number | null;
  steps: number;
  sand: bigint;
  relics: number;
  regions: bigint;
  /** Which of all actions gave it these points: whoever had as many first ranks higher. */
  scoredBy: number;
};

/**
 * What an action that the rules accepted makes of its expedition.
 * @param before The expedition before it; undefined when there is none.
 * @param serial Number of the action.
 */
export function expectRun(
  before: Expected | undefined,
  scene: Scene,
  action: PlayedAction,
  after: Player,
  serial: number,
): Expected | undefined {
  if (action.type === "embark") return begin(scene, action.plan, after, serial);
  const was = scene.world.players[scene.self];
  if (!before || !was?.run || action.type === "withdraw") return before;
  const steps = before.steps + (action.type === "move" ? action.path.length : 0);
  if (after.run) return score({ ...before, steps, regions: after.run.regions }, after.run.points, serial);
  const { place } = nearestPlace(was.run.tile);
  return {
    ...score(before, withHomeBonus(was.run.points, place), serial),
    home: place,
    sand: after.profile.vault - was.profile.vault,
    relics: after.profile.relics.reduce((bits, n, i) => bits | ((n - (was.profile.relics[i] ?? 0)) << i), 0),
  };
}

type Embark = Extract<PlayedAction, { type: "embark" }>;

function begin({ self, nowSeconds }: Scene, plan: Embark["plan"], { run }: Player, serial: number): Expected {
  if (!run) throw new Error("Nobody set out.");
  const isDaily = plan.mode === 0;
  return {
    ...{ account: self, number: run.number, plan: packPlan(plan), length: plan.length },
    day: isDaily ? dayOf(nowSeconds) : null,
    week: isDaily ? weekOf(BigInt(nowSeconds)) : null,
    room: plan.mode === 2 ? plan.of : null,
    ...{ seed: run.seed, endsAt: run.endsAt, points: 0, result: 0, home: null, steps: 0, sand: 0n, relics: 0 },
    ...{ regions: run.regions, scoredBy: serial },
  };
}

function score(run: Expected, points: number, serial: number): Expected {
  return points === run.points ? run : { ...run, points, result: resultOf(run, points), scoredBy: serial };
}

/** A row of a board, computed the slow way. */
export type ExpectedPlace = { account: string; number: number; points: number; result: number | null };

const byScore = (a: Ranked, b: Ranked) => b.points - a.points || a.scoredBy - b.scoredBy;
type Ranked = ExpectedPlace & { scoredBy: number };

/** Every board, by name, the best first. */
export function expectBoards(runs: readonly Expected[]): Map<string, ExpectedPlace[]> {
  const boards = new Map<string, Map<string, Ranked>>();
  const put = (board: string, row: Ranked) => {
    const rows = boards.get(board) ?? new Map<string, Ranked>();
    boards.set(board, rows);
    const best = rows.get(row.account);
    if (!best || byScore(row, best) < 0) rows.set(row.account, row);
  };
  const daily = runs.filter(({ day }) => day !== null);
  for (const run of runs) {
    if (run.day !== null) put(`day/${run.day}/${run.length}`, run);
    if (run.week !== null) put(`week/${run.week}/${run.length}`, run);
    if (run.room !== null) put(`room/${run.room}`, run);
    if (run.week !== null) {
      put(
        `league/${run.week}`,
        sumUp(daily.filter(({ account, week }) => account === run.account && week === run.week)),
      );
    }
  }
  return new Map(
    [...boards].map(([board, rows]) => [
      board,
      [...rows.values()].sort(byScore).map(({ account, number, points, result }) => {
        return { account, number, points, result };
      }),
    ]),
  );
}

function sumUp(week: readonly Expected[]): Ranked {
  const best = [...week].sort((a, b) => b.result - a.result || a.scoredBy - b.scoredBy).slice(0, 5);
  return {
    account: best[0]?.account ?? "",
    number: Math.max(...best.map(({ number }) => number)),
    points: best.reduce((sum, { result }) => sum + result, 0),
    result: null,
    scoredBy: Math.max(...best.map(({ scoredBy }) => scoredBy)),
  };
}
