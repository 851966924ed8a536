import { type ListedRun, player } from "@/app/_api/player";
import { type RunPage, run } from "@/app/_api/run";
import { NotThereError, readAnswer } from "@/app/_board/read";
import { createTimeline, type Timeline } from "./timeline/createTimeline";

/** Pages of a thousand events. An expedition has some hundred; but nothing limits those that cost no grains. */
const MOST_PAGES = 20;

/** An expedition with its events, folded. `isCut`: it has more of them than are read. */
export type RunAnswer = { run: RunPage; timeline: Timeline; isCut: boolean };

/**
 * Asks for an expedition, page by page.
 * @param account Who played it.
 * @param number Counted per player from 1.
 * @param signal Aborts when nobody waits any more.
 * @returns Undefined when there is none, as far as is known yet.
 * @throws Error with words for the visitor.
 */
export async function readRun(account: string, number: number, signal: AbortSignal): Promise<RunAnswer | undefined> {
  const path = `/api/run/${account}/${number}`;
  try {
    // The newest page says how it stands.
    let page = await readAnswer(path, run, signal);
    const events = [...page.events];
    for (let pages = 1; page.next !== undefined && pages < MOST_PAGES; pages++) {
      page = await readAnswer(`${path}?after=${page.next}`, run, signal);
      events.push(...page.events);
    }
    const timeline = createTimeline(events);
    if (!timeline) throw new Error("The beginning of this expedition is not in the list.");
    return { run: page, timeline, isCut: page.next !== undefined };
  } catch (error) {
    if (error instanceof NotThereError) return undefined;
    throw error;
  }
}

/**
 * Asks for the expeditions of one player.
 * @param account The PlayerAccount.
 * @param signal Aborts when nobody waits any more.
 * @returns The newest first, as many as the server lists; none for who has not played.
 * @throws Error with words for the visitor.
 */
export async function readRuns(account: string, signal: AbortSignal): Promise<readonly ListedRun[]> {
  return (await readAnswer(`/api/player/${account}`, player, signal)).runs;
}
