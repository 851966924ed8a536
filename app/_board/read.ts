import { type PlayerPage, player } from "@/app/_api/player";
import { type Leaderboard, leaderboard } from "@/app/_api/projections";
import { type WeekBoard, weekBoard } from "@/app/_api/week";

/**
 * Asks for the best players.
 * @param signal Aborts when nobody waits any more.
 * @returns The leaderboard.
 * @throws Error with words for the visitor.
 */
export function readLeaderboard(signal: AbortSignal): Promise<Leaderboard> {
  return read("/api/leaderboard?limit=50", leaderboard, signal);
}

/**
 * Asks for the best expeditions of this week.
 * @param you Whose own place is wanted too.
 * @param signal Aborts when nobody waits any more.
 * @returns The week's leaderboard.
 * @throws Error with words for the visitor.
 */
export function readWeek(you: string | undefined, signal: AbortSignal): Promise<WeekBoard> {
  return read(`/api/leaderboard/week?limit=50${you ? `&account=${you}` : ""}`, weekBoard, signal);
}

/**
 * Asks for one player.
 * @param account The PlayerAccount.
 * @param signal Aborts when nobody waits any more.
 * @returns The page's numbers.
 * @throws Error with words for the visitor.
 */
export function readPlayer(account: string, signal: AbortSignal): Promise<PlayerPage> {
  return read(`/api/player/${account}`, player, signal);
}

const WAIT_MS = 15_000;

type Shape<Answer> = { safeParse: (value: unknown) => { success: true; data: Answer } | { success: false } };

async function read<Answer>(url: string, shape: Shape<Answer>, signal: AbortSignal): Promise<Answer> {
  let response: Response;
  try {
    response = await fetch(url, { signal: AbortSignal.any([signal, AbortSignal.timeout(WAIT_MS)]), cache: "no-store" });
  } catch (cause) {
    throw new Error("This site is not responding.", { cause });
  }
  if (response.status === 429) throw new Error("Too many requests from your network. Try again in a moment.");
  if (!response.ok) throw new Error(`The lists are kept in a database that does not answer (${response.status}).`);
  const parsed = shape.safeParse(await response.json().catch(() => undefined));
  if (!parsed.success) throw new Error("This page does not understand the server’s answer. Reload the page.");
  return parsed.data;
}
