import { namePlayer } from "@/game/rules/playerName";
import type { RunAnswer } from "../read";
import { secondsOf } from "../timeline/createTimeline";
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

/** The points of each twelfth of the time, the most the highest: the same bars as at the end of the expedition in the game. */
export function drawBars({ run, timeline }: RunAnswer): string {
  const end = endOf(run, timeline);
  // What happens on the border of two belongs to the later one.
  const pointsUpTo = (bar: number) =>
    momentAt(timeline, Math.min(end, (secondsOf(timeline) * bar) / BARS - 0.001)).points;
  const gained = Array.from({ length: BARS }, (_, bar) =>
    bar + 1 === BARS ? momentAt(timeline, end).points - pointsUpTo(bar) : pointsUpTo(bar + 1) - pointsUpTo(bar),
  );
  const most = Math.max(1, ...gained);
  return gained.map((points) => levels[Math.round((points / most) * (levels.length - 1))]).join("");
}
