import { plural } from "@/app/_ui/format";
import type { ShowState } from "./createShow";

/** What is seen on the picture, truthfully. */
export function describeShow(state: ShowState): string {
  switch (state.kind) {
    case "asking":
      return "The island";
    case "live":
      return `On this island now: ${plural(state.count, "player")}`;
    case "away":
      return `${plural(state.count, "player")} out right now, on another island${state.isReplay ? ". This is a replay." : ""}`;
    case "replay":
      return "Nobody is playing right now. This is a replay.";
    case "quiet":
      return "Nobody is playing right now";
    case "unknown":
      return state.isSample ? "A sample island: the game is not answering" : "Who is playing is not known right now";
  }
}
