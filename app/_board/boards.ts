/** A board as its page names it; the first is where one arrives. */
export const boardViews = [
  { id: "today", label: "Today", hasLengths: true },
  { id: "week", label: "This week", hasLengths: true },
  { id: "league", label: "League", hasLengths: false },
] as const;

export type BoardView = (typeof boardViews)[number]["id"];

/** Lengths of an expedition, as the API numbers them. */
export const lengths = [
  { id: 1, label: "Dash" },
  { id: 2, label: "Walk" },
  { id: 3, label: "Voyage" },
] as const;

export type BoardLength = (typeof lengths)[number]["id"];

/** Which board a page shows, and to whom. */
export type Shown = {
  view: BoardView;
  length: BoardLength;
  /** The account of the visitor, when it is known; its row is marked. */
  you: string | undefined;
};

/** What an address says, which may be anything; what it does not say is the first of each. */
export function readShown(query: Readonly<Record<string, unknown>>, you: string | undefined): Shown {
  const view = boardViews.find(({ id }) => id === query.view)?.id ?? "today";
  const length = lengths.find(({ id }) => `${id}` === query.length)?.id ?? 1;
  return { view, length, you };
}

/** The address of a board, the reverse of {@link readShown}. */
export function hrefOf({ view, length, you }: Shown): string {
  const query = new URLSearchParams({
    ...(you && { you }),
    ...(view !== "today" && { view }),
    ...(length !== 1 && view !== "league" && { length: `${length}` }),
  }).toString();
  return query === "" ? "/leaderboard" : `/leaderboard?${query}`;
}

/** The name of a length: "Dash". */
export function nameLength(length: number): string {
  return lengths.find(({ id }) => id === length)?.label ?? "Expedition";
}
