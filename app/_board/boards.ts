/** A board as its page names it; the first is where one arrives. That of a room is shown to whoever has its number. */
export const boardViews = [
  { id: "today", label: "Today", hasLengths: true },
  { id: "week", label: "This week", hasLengths: true },
  { id: "league", label: "League", hasLengths: false },
  { id: "room", label: "Room", hasLengths: false },
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
  /** Of `today`: the day since 1970 that is meant; undefined: whichever is today. */
  day?: number | undefined;
  /** Number of the room; undefined: of no room. */
  room?: number | undefined;
  /** The account of the visitor, when it is known; its row is marked. */
  you: string | undefined;
};

/** As many digits as a number has that a contract counts. */
const ROOM = /^[1-9]\d{0,8}$/;

/** Days since 1970, as many as the API takes. */
const DAY = /^(0|[1-9]\d{0,4})$/;

/** What an address says, which may be anything; what it does not say is the first of each. */
export function readShown(query: Readonly<Record<string, unknown>>, you: string | undefined): Shown {
  const room = `${query.room}`.match(ROOM) ? Number(query.room) : undefined;
  const wanted = boardViews.find(({ id }) => id === query.view)?.id;
  const view = wanted === undefined || (wanted === "room" && room === undefined) ? "today" : wanted;
  const length = lengths.find(({ id }) => `${id}` === query.length)?.id ?? 1;
  const day = view === "today" && `${query.day}`.match(DAY) ? Number(query.day) : undefined;
  return { view, length, ...(day !== undefined && { day }), ...(room !== undefined && { room }), you };
}

/** The address of a board, the reverse of {@link readShown}. With its day it still leads there when the day is over. */
export function hrefOf({ view, length, day, room, you }: Shown): string {
  const query = new URLSearchParams({
    ...(you && { you }),
    ...(view !== "today" && { view }),
    ...(length !== 1 && (view === "today" || view === "week") && { length: `${length}` }),
    ...(day !== undefined && view === "today" && { day: `${day}` }),
    ...(room !== undefined && { room: `${room}` }),
  }).toString();
  return query === "" ? "/leaderboard" : `/leaderboard?${query}`;
}

/** The address of the replay of an expedition. `you`: the account of the visitor, when it is known; its best can be shown beside it. */
export function hrefOfRun(account: string, number: number, you: string | undefined): string {
  return `/run/${account}/${number}${you ? `?you=${you}` : ""}`;
}

/** The name of a length: "Dash". */
export function nameLength(length: number): string {
  return lengths.find(({ id }) => id === length)?.label ?? "Expedition";
}

const date = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });

/** The date of a day since 1970, in UTC: "30 November 2026". */
export function nameDay(day: number): string {
  return date.format(day * 86_400_000);
}
