import { type RunPage, run } from "@/app/_api/run";
import { NotThereError, readAnswer } from "@/app/_board/read";
import { createTimeline, type Timeline } from "./timeline/createTimeline";

/** An expedition with all of its events, folded. */
export type RunAnswer = { run: RunPage; timeline: Timeline };

/**
 * Asks for an expedition, all pages of it.
 * @param account Who played it.
 * @param number Counted per player from 1.
 * @param signal Aborts when nobody waits any more.
 * @returns Undefined when there is none, as far as is known yet.
 * @throws Error with words for the visitor.
 */
export async function readRun(account: string, number: number, signal: AbortSignal): Promise<RunAnswer | undefined> {
  const path = `/api/run/${account}/${number}`;
  try {
    const first = await readAnswer(path, run, signal);
    const events = [...first.events];
    for (let { next } = first; next !== undefined; ) {
      const page = await readAnswer(`${path}?after=${next}`, run, signal);
      events.push(...page.events);
      next = page.next;
    }
    const timeline = createTimeline(events);
    if (!timeline) throw new Error("The beginning of this expedition is not in the list.");
    return { run: first, timeline };
  } catch (error) {
    if (error instanceof NotThereError) return undefined;
    throw error;
  }
}
