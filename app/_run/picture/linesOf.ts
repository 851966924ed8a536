import { formatCount } from "@/app/_ui/format";
import { namePlayer } from "@/game/rules/playerName";
import type { RunAnswer } from "../read";
import { nameIsland, nameOfLength, tellEnding } from "../words";

/** The words of a picture, the largest first. */
export type Lines = { name: string; ending: string; points: string; par: string; rank: string; island: string };

/**
 * Pure: what a picture says of an expedition. Nothing in it is personal but the name that the game shows.
 * @param answer The expedition.
 * @param rank Its place on its board; undefined: on none, or not known.
 */
export function linesOf({ run, timeline }: RunAnswer, rank: number | undefined): Lines {
  const lines: Lines = {
    name: namePlayer(run.account),
    ending: tellEnding(run),
    points: `${formatCount(run.points)} ${run.points === 1 ? "point" : "points"}`,
    par: `${formatCount(run.result)} % of par`,
    rank:
      rank === undefined ? "" : `Rank ${formatCount(rank)} ${timeline.plan.mode === 2 ? "in the room" : "of the day"}`,
    island: `${nameOfLength(timeline)}, ${nameIsland(timeline, run.startedAt)}`,
  };
  return Object.fromEntries(Object.entries(lines).map(([key, text]) => [key, plain(text)])) as Lines;
}

/** No line of ours is longer. */
const LONGEST = 60;

/**
 * Pure: a text with nothing but what the picture's font has. For any other sign the drawing library would ask a server of
 * somebody else for a font; signs that turn the direction of writing, or take no room, are among them.
 */
export function plain(text: string): string {
  return [...text.normalize("NFC")]
    .map((sign) => (/[ -~]/.test(sign) ? sign : /\s/.test(sign) ? " " : "?"))
    .join("")
    .slice(0, LONGEST);
}
