import { type Board, board } from "@/app/_api/boards";
import { type PlayerPage, player } from "@/app/_api/player";
import { type ActivityPage, activity } from "@/app/_api/projections";
import type { RankedOn } from "@/app/_bridge/expedition/viewRank";
import type { Shown } from "./boards";

/** Rows of a board that are shown. */
const MOST_PLACES = 50;
/** What happened that is shown of a player. */
const MOST_ACTIVITIES = 20;

/**
 * Asks for a board.
 * @param shown Which, and whose own place is wanted too.
 * @param signal Aborts when nobody waits any more.
 * @param most Rows.
 * @returns The best of it.
 * @throws Error with words for the visitor.
 */
export function readBoard(
  { view, length, day, room, you }: Shown,
  signal: AbortSignal,
  most = MOST_PLACES,
): Promise<Board> {
  const query = new URLSearchParams({
    limit: `${most}`,
    ...((view === "today" || view === "week") && { length: `${length}` }),
    ...(view === "today" && day !== undefined && { day: `${day}` }),
    ...(you && { account: you }),
  });
  return readAnswer(`/api/boards/${view === "room" ? `room/${room}` : view}?${query}`, board, signal);
}

/**
 * Asks for the place of an account on one board.
 * @param on A day (since 1970) and a length, or a room.
 * @param account The PlayerAccount.
 * @param signal Aborts when nobody waits any more.
 * @returns The shortest page that there is, with the account's own place.
 * @throws Error with words for the visitor.
 */
export function readPlace(on: RankedOn, account: string, signal: AbortSignal): Promise<Board> {
  const day = on.view === "day" && { day: `${on.day}`, length: `${on.length}` };
  const query = new URLSearchParams({ limit: "1", account, ...day });
  return readAnswer(`/api/boards/${on.view === "room" ? `room/${on.room}` : "today"}?${query}`, board, signal);
}

/** A player's page: the numbers, and what happened last. */
export type PlayerAnswer = PlayerPage & Pick<ActivityPage, "activities">;

/**
 * Asks for one player.
 * @param account The PlayerAccount.
 * @param signal Aborts when nobody waits any more.
 * @returns The page's numbers.
 * @throws Error with words for the visitor.
 */
export async function readPlayer(account: string, signal: AbortSignal): Promise<PlayerAnswer> {
  const [page, { activities }] = await Promise.all([
    readAnswer(`/api/player/${account}`, player, signal),
    readActivity(account, signal, MOST_ACTIVITIES),
  ]);
  return { ...page, activities };
}

/**
 * Asks what a player did last.
 * @param account The PlayerAccount.
 * @param signal Aborts when nobody waits any more.
 * @param most Deeds.
 * @returns The newest first, in words.
 * @throws Error with words for the visitor.
 */
export function readActivity(account: string, signal: AbortSignal, most: number): Promise<ActivityPage> {
  return readAnswer(`/api/activity?account=${account}&limit=${most}`, activity, signal);
}

const WAIT_MS = 15_000;

type Shape<Answer> = { safeParse: (value: unknown) => { success: true; data: Answer } | { success: false } };

/** The server answers, and what was asked for is not there. */
export class NotThereError extends Error {}

/**
 * Asks the server for one of its lists.
 * @param url Path and query.
 * @param shape Schema of the answer.
 * @param signal Aborts when nobody waits any more.
 * @returns The answer.
 * @throws NotThereError for a 404; else Error with words for the visitor.
 */
export async function readAnswer<Answer>(url: string, shape: Shape<Answer>, signal: AbortSignal): Promise<Answer> {
  let response: Response;
  try {
    response = await fetch(url, { signal: AbortSignal.any([signal, AbortSignal.timeout(WAIT_MS)]), cache: "no-store" });
  } catch (cause) {
    throw new Error("This site is not responding.", { cause });
  }
  if (response.status === 429) throw new Error("Too many requests from your network. Try again in a moment.");
  if (response.status === 404) throw new NotThereError("There is nothing at this address.");
  if (!response.ok) throw new Error(`The lists are kept in a database that does not answer (${response.status}).`);
  const parsed = shape.safeParse(await response.json().catch(() => undefined));
  if (!parsed.success) throw new Error("This page does not understand the server’s answer. Reload the page.");
  return parsed.data;
}
