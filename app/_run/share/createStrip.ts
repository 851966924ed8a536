import { namePlayer } from "@/game/rules/playerName";
import type { RunAnswer } from "../read";
import { endOf } from "../timeline/endOf";
import { momentAt } from "../timeline/momentAt";
import { nameIsland, nameOfLength, tellEnding, tellResult } from "../words";

const BARS = 12;
const levels = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"] as const;

/**
 * Pure: an expedition in a few lines of text, which say how it went and nothing of where anything lies.
 * @param answer The expedition.
 * @param link Address of its page.
 */
export function createStrip(answer: RunAnswer, link: string): string {
  const { run, timeline } = answer;
  return [
    `⌛ Hourglass · ${nameOfLength(timeline)} · ${nameIsland(timeline, run.startedAt)}`,
    drawBars(answer),
    `${tellEnding(run)} · ${tellResult(run)}`,
    namePlayer(run.account),
    link,
  ].join("\n");
}

/** The points after each twelfth of the expedition, as far as it went, against those at its end. */
export function drawBars({ run, timeline }: RunAnswer): string {
  const { begin } = timeline;
  const end = endOf(run, timeline);
  const most = momentAt(timeline, end).points;
  return Array.from({ length: BARS }, (_, bar) => {
    const { points } = momentAt(timeline, begin + ((end - begin) * (bar + 1)) / BARS);
    return levels[most === 0 ? 0 : Math.round((points / most) * (levels.length - 1))];
  }).join("");
}
