import type { LiveState } from "@/app/_bridge/watch/createLive";
import type { IslandView, RunnerView } from "@/app/_bridge/watch/views";

/** More rows and figures would be slow to draw, and nobody reads them. */
const MOST_LISTED = 100;
/** Whoever practises has an island of their own: those with the most players are offered. */
const MOST_ISLANDS = 30;

/** What the reader wants to see. */
export type Choice = {
  /** Whoever has the most points, one player, or a view that the reader moves. */
  view: { kind: "best" } | { kind: "player"; player: string } | { kind: "free" };
  /** The island; undefined: that of today. */
  seed: number | undefined;
};

/** What is seen. */
export type Seen = {
  /** Undefined: not even the island of today is known, and nobody is out. */
  seed: number | undefined;
  /** On this island, in the order of the list. */
  people: readonly RunnerView[];
  followed: RunnerView | undefined;
  /** The chosen player, who is not out now. */
  missing: string | undefined;
  /** People on other islands. */
  elsewhere: number;
};

/**
 * Pure: what a choice comes to with those who are out now. Whoever is followed takes the reader along, to their island.
 * @param people Everybody who is out, the best first.
 * @param islands In the order in which they are offered.
 */
export function choose({ view, seed }: Choice, people: readonly RunnerView[], islands: readonly IslandView[]): Seen {
  const wanted = view.kind === "player" ? people.find(({ player }) => player === view.player) : undefined;
  const shown = wanted?.seed ?? seed ?? islands[0]?.seed;
  const here = people.filter((each) => each.seed === shown);
  return {
    seed: shown,
    people: here,
    followed: wanted ?? (view.kind === "best" ? here[0] : undefined),
    missing: view.kind === "player" && !wanted ? view.player : undefined,
    elsewhere: people.length - here.length,
  };
}

/** Those to choose among; the one that is shown is always there, also when the last of its players left. */
export function offerIslands(islands: readonly IslandView[], shown: number | undefined): readonly IslandView[] {
  const first = islands.length > MOST_ISLANDS ? islands.slice(0, MOST_ISLANDS) : islands;
  if (shown === undefined || first.some(({ seed }) => seed === shown)) return first;
  return [...first, islands.find(({ seed }) => seed === shown) ?? { seed: shown, count: 0, isToday: false }];
}

/**
 * Pure: whether there is anything to show. Whose time is over is told by the chain's clock: it is waited for, unless no block
 * comes; then this machine's clock must do.
 */
export function canShow({
  isRead,
  hasTime,
  stream,
  chain,
}: Pick<LiveState, "isRead" | "hasTime" | "stream" | "chain">): boolean {
  return isRead && (hasTime || stream === "closed" || chain === "down");
}

/** Those who are listed and drawn: the best, and whoever is followed. */
export function listed(people: readonly RunnerView[], followed: RunnerView | undefined): readonly RunnerView[] {
  if (people.length <= MOST_LISTED) return people;
  const best = people.slice(0, MOST_LISTED);
  return followed && !best.includes(followed) ? [...best.slice(0, -1), followed] : best;
}
