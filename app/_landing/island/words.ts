import { formatCount, plural } from "@/app/_ui/format";
import { namePlayer } from "@/game/rules/playerName";
import type { ShowState } from "./createShow";
import type { BestRun } from "./readServer";

/** What is seen on the picture, truthfully. */
export function describeShow(state: ShowState): string {
  switch (state.kind) {
    case "asking":
      return "The island";
    case "live":
      return `The island now: ${plural(state.count, "player")}`;
    case "replay":
      return "Nobody is playing right now. This is a replay.";
    case "quiet":
      return "The island now: nobody is playing";
    case "unknown":
      return state.isSample ? "A sample island: the game is not answering" : "Who is playing is not known right now";
  }
}

/** The best run of the week, in one line. */
export function describeBestRun({ player, points, isStale }: BestRun): string {
  if (player === undefined)
    return isStale ? "This week’s best run is not known right now" : "No run finished this week yet";
  const words = `${namePlayer(player)}, ${formatCount(points)} points`;
  return isStale ? `Best run this week, as far as is known: ${words}` : `Best run this week: ${words}`;
}
