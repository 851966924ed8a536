import { type Config, config } from "@/app/_api/config";

/**
 * Asks this site which world it plays in.
 * @throws Error with words for the player.
 */
export async function readConfig(signal: AbortSignal): Promise<Config> {
  const response = await fetch("/api/config", { signal, cache: "no-store" });
  if (!response.ok) throw new Error(`The chain does not answer, or the island is not there yet (${response.status}).`);
  const parsed = config.safeParse(await response.json());
  if (!parsed.success) throw new Error("The server's answer about the island makes no sense. Is it another version?");
  return parsed.data;
}
