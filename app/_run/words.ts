import type { RunPage } from "@/app/_api/run";
import { nameLength } from "@/app/_board/boards";
import { formatCount, plural } from "@/app/_ui/format";
import { nameOfPlace } from "@/game/rules/places";
import type { Phase, Place } from "@/game/rules/types";
import type { Timeline } from "./timeline/createTimeline";

export const phases: Readonly<Record<Phase, string>> = { day: "Day", dusk: "Dusk", night: "Night" };

const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });

/** Which island it was, without what is on it: "Daily, 30 November 2026", "Practice", "Room 7". */
export function nameIsland({ plan }: Pick<Timeline, "plan">, startedAt: bigint): string {
  if (plan.mode === 0) return `Daily, ${day.format(Number(startedAt) * 1000)}`;
  return plan.mode === 1 ? "Practice" : `Room ${formatCount(plan.of)}`;
}

/** "Dash". */
export function nameOfLength({ plan }: Pick<Timeline, "plan">): string {
  return nameLength(plan.length);
}

type Ending = Pick<RunPage, "state" | "home" | "points" | "result">;

/** How it ended: "Home at the north post". */
export function tellEnding({ state, home }: Pick<Ending, "state" | "home">): string {
  if (state === "running") return "Still out";
  if (state === "over") return "Did not come home";
  return `Home at the ${nameOfPlace((home ?? 0) as Place)}`;
}

/** "1,240 points, 82 % of par". */
export function tellResult({ points, result }: Pick<Ending, "points" | "result">): string {
  return `${plural(points, "point")}, ${formatCount(result)} % of par`;
}
