import { type Config, config } from "@/app/_api/config";

const WAIT_MS = 15_000;

/**
 * Asks this site which world it plays in.
 * @param signal Cancels the request.
 * @throws Error with a text for the player that names the right cause.
 */
export async function readConfig(signal: AbortSignal): Promise<Config> {
  const ending = AbortSignal.any([signal, AbortSignal.timeout(WAIT_MS)]);
  const response = await fetch("/api/config", { signal: ending, cache: "no-store" }).catch((cause: unknown) => {
    throw new Error("This site is not responding. Check your connection.", { cause });
  });
  if (response.status === 503) throw new Error("The blockchain is not responding, or the island is not there yet.");
  if (response.status === 429) throw new Error("Too many requests from your network. Try again in a moment.");
  if (!response.ok) throw new Error(`This site could not load the island (${response.status}).`);
  const parsed = config.safeParse(await response.json().catch(() => undefined));
  if (!parsed.success) throw new Error("This page does not understand the server’s answer. Reload the page.");
  return parsed.data;
}
