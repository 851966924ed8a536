import { poll } from "./until.ts";

/** A chain that is being started again at this very moment comes back in a few seconds. */
const PATIENCE_MS = 20_000;
/** In development the door is compiled when it is asked first. */
const ANSWER_MS = 60_000;

/**
 * Asks the app which world this is, as a page does first of all. A page that opens is no proof: it opens without a chain.
 * @throws When the app does not answer for this world, with what it said instead.
 */
export async function proveWorld(appUrl: string, hourglass: unknown, patienceMs = PATIENCE_MS): Promise<void> {
  let trouble: string | undefined;
  const isProven = async () => {
    trouble = await troubleOf(`${appUrl}/api/config`, hourglass);
    return trouble === undefined;
  };
  if (await poll(isProven, patienceMs, 200)) return;
  throw new Error(`Everything runs, but nobody could play: ${trouble}`);
}

async function troubleOf(url: string, hourglass: unknown): Promise<string | undefined> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(ANSWER_MS) });
    const text = await response.text();
    if (!response.ok) return `${url} answered ${response.status}: ${text.slice(0, 300)}`;
    const seen = (JSON.parse(text) as { deployment?: { hourglass?: string } }).deployment?.hourglass;
    if (seen?.toLowerCase() === String(hourglass).toLowerCase()) return undefined;
    return `${url} answers for another world (game at ${seen}, here at ${hourglass}).`;
  } catch (error) {
    return `${url} did not answer: ${error instanceof Error ? error.message : error}`;
  }
}
