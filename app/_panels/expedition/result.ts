import type { SummaryView } from "@/app/_bridge/expedition/views";
import { formatCount } from "@/app/_ui/format";
import { text } from "./text";

export type Medal = "gold" | "silver" | "bronze" | "none";

/** By result in percent of par: par itself is what a practised player reaches. */
export function medalOf(result: number): Medal {
  return result >= 120 ? "gold" : result >= 100 ? "silver" : result >= 60 ? "bronze" : "none";
}

const LEVELS = "▁▂▃▄▅▆▇█";

/** One bar for each number, the largest the highest. Nothing is the lowest bar, so that all strips are equally long. */
export function drawBars(numbers: readonly number[]): string {
  const most = Math.max(1, ...numbers);
  return numbers.map((each) => LEVELS[Math.round((each / most) * (LEVELS.length - 1))]).join("");
}

/** What a player may show to others: how it went, and nothing that tells where anything is. */
export function stripText({ mode, length, of, isHome, points, result, twelfths }: SummaryView): string {
  return [
    text.summary.head(mode, of, length),
    drawBars(twelfths),
    `${text.summary.ended[`${isHome}`]} · ${text.summary.points(points)} · ${formatCount(result)} %`,
  ].join("\n");
}
