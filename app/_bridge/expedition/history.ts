import { readLength, startedAt } from "@/game/rules/clock";
import { priceLoad } from "@/game/rules/load";
import { readMoment } from "@/game/rules/moment";
import { pointsPerSand } from "@/game/rules/numbers";
import { nearestPlace } from "@/game/rules/places";
import { emptyPack, readSelf } from "@/game/rules/player";
import { resultOf, withHomeBonus } from "@/game/rules/points";
import type { Player, Run, Tile } from "@/game/rules/types";
import type { Deed } from "../playPort";
import { achievements, listAchievements } from "./achievements";
import { lengthNames, modeNames } from "./names";
import type { Source, SourceRow, SummaryView } from "./views";

/** What an expedition earned, where and when. Grows with each action. */
export type History = {
  run: Run;
  earned: readonly { source: Source; points: number; t: number }[];
  /** Every tile that was walked on, with the seconds since the start. */
  way: readonly { tile: Tile; t: number }[];
  /** Points with the bonus of home; undefined: not at home yet. */
  home: number | undefined;
  /** Number of its room; undefined: it is in none. */
  room: number | undefined;
  /** Achievements that the player had before, as bits. */
  had: number;
};

const TWELFTHS = 12;
const sources: readonly Source[] = ["goods", "relics", "errands", "regions", "home", "earlier"];

/** What is known of an expedition from the player who is on it: nothing was earned in this visit. */
export function beginHistory(run: Run, { pack, profile }: Player): Omit<History, "earned"> {
  const room = run.mode === 2 ? pack.room : undefined;
  return { run, way: [{ tile: run.tile, t: 0 }], home: undefined, room, had: profile.achievements };
}

/** The history after an action; a new one with each departure. */
export function recordDeed(history: History | undefined, { action, before, after }: Deed): History | undefined {
  const was = readSelf(before);
  const player = readSelf(after);
  const { run } = player;
  if (action.type === "embark") return run && { ...beginHistory(run, player), earned: [] };
  if (!history || !was.run) return history;
  const t = before.nowSeconds - startedAt(was.run);
  if (action.type === "finish") {
    const { place } = nearestPlace(was.run.tile);
    const home = withHomeBonus(was.run.points, place);
    const bonus = { source: "home", points: home - was.run.points, t } as const;
    return { ...history, earned: [...history.earned, bonus], home };
  }
  if (!run) return history;
  const points = run.points - was.run.points;
  const way = action.type === "move" ? [...history.way, { tile: run.tile, t }] : history.way;
  if (points === 0) return { ...history, run, way };
  if (action.type !== "bank") {
    const source = action.type === "claim" ? "errands" : "regions";
    return { ...history, run, way, earned: [...history.earned, { source, points, t }] };
  }
  const moment = readMoment(before);
  const { layers, relicValue } = was.pack;
  const onlyRelics = { ...emptyPack, layers, relicValue };
  const relics = moment.ok ? priceLoad(was.run, onlyRelics, moment.tide, nearestPlace(run.tile).place) : 0;
  const rows = [
    { source: "relics", points: relics, t },
    { source: "goods", points: points - relics, t },
  ] as const;
  return { ...history, run, way, earned: [...history.earned, ...rows] };
}

/**
 * The end of an expedition, at home or lost.
 * @param history The expedition.
 * @param lost What was lost, if it was.
 * @param has Achievements of the player now, as bits: the chain decides which of them are new.
 * @param rank Where it stands; undefined for practice.
 */
export function viewSummary(
  { run, earned, home, room, had }: History,
  lost: SummaryView["lost"],
  has: number,
  rank: SummaryView["rank"],
): SummaryView {
  const { seconds, par } = readLength(run.length);
  const points = home ?? run.points;
  const rows = sources.map(
    (source): SourceRow => ({
      source,
      points: earned.reduce((sum, each) => sum + (each.source === source ? each.points : 0), 0),
    }),
  );
  return {
    ...{ mode: modeNames[run.mode], length: lengthNames[run.length], of: String(room ?? run.seed), room },
    ...{ isHome: home !== undefined, points, par, result: resultOf(run, points) },
    rows: rows.filter((row) => row.points > 0),
    lost: home === undefined ? lost : undefined,
    sand: run.mode === 0 && home !== undefined ? Math.floor(points / pointsPerSand) : 0,
    rank,
    achievements: { won: listAchievements(has & ~had), earned: listAchievements(has), all: achievements },
    twelfths: Array.from({ length: TWELFTHS }, (_, twelfth) =>
      earned.reduce((sum, each) => {
        const at = Math.min(TWELFTHS - 1, Math.floor((each.t * TWELFTHS) / seconds));
        return at === twelfth ? sum + each.points : sum;
      }, 0),
    ),
  };
}
