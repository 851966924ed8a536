import type { PartHealth } from "@/app/_api/health";
import { log } from "../log";

/** A part that takes longer counts as down. */
const PATIENCE_MS = 4_000;

/**
 * Asks one part and measures the time.
 * @param name For the log.
 * @param ask Resolves with further facts about the part; rejects when it is down.
 * @returns Its health; never rejects. Errors go to the log, not to the client.
 */
export async function measure<T extends object>(name: string, ask: () => Promise<T>): Promise<PartHealth & Partial<T>> {
  const startedMs = performance.now();
  const latencyMs = () => Math.round(performance.now() - startedMs);
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer in ${PATIENCE_MS} ms`)), PATIENCE_MS);
  });
  try {
    const known = await Promise.race([ask(), late]);
    return { status: "up", latencyMs: latencyMs(), ...known };
  } catch (error) {
    log.warn({ part: name, err: error }, "A part does not answer.");
    return { status: "down", latencyMs: latencyMs(), note: "does not answer" } as PartHealth & Partial<T>;
  } finally {
    clearTimeout(timer);
  }
}
