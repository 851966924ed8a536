import { formatCount } from "@/app/_ui/format";
import { namePlayer } from "@/game/rules/playerName";
import { fieldOf, listOf, readJson } from "./readServer";

/** The best Dash of this week; without a player there is none yet. `number`: of the expedition, counted per player from 1. */
export type BestRun = { player: string | undefined; number: number; points: number; isStale: boolean };

/** @throws When the server or its database does not answer. */
export async function readBestRun(signal: AbortSignal): Promise<BestRun> {
  return parseBestRun(await readJson("/api/boards/week?limit=1", signal));
}

export function parseBestRun(answer: unknown): BestRun {
  const [best] = listOf(fieldOf(answer, "players"));
  const isStale = fieldOf(answer, "stale") !== false;
  if (best === undefined) return { player: undefined, number: 0, points: 0, isStale };
  return {
    player: String(fieldOf(best, "account")),
    number: Number(fieldOf(best, "number")),
    points: Number(fieldOf(best, "points")),
    isStale,
  };
}

/** The best Dash of the week, in one line. */
export function describeBestRun({ player, points, isStale }: BestRun): string {
  if (player === undefined)
    return isStale ? "This week’s best Dash is not known right now" : "Nobody has brought home a Dash this week yet";
  const words = `${namePlayer(player)}, ${formatCount(points)} points`;
  return isStale ? `Best Dash this week, as far as is known: ${words}` : `Best Dash this week: ${words}`;
}

/** The address of its replay; undefined: there is none. */
export function replayOf({ player, number }: Pick<BestRun, "player" | "number">): string | undefined {
  return player === undefined || !(number > 0) ? undefined : `/run/${player}/${number}`;
}
