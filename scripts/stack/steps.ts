import { messageOf, type Say } from "./service.ts";

/** `name` is what is done, as a person says it ("compile the contracts"), `advice` what to do when it fails. */
export type RunStep = <Result>(name: string, advice: string, run: () => Promise<Result>) => Promise<Result>;

/** Of what a step said, so much is shown when it fails; the rest is in the logs. */
const LAST_LINES = 30;
/** Whoever waits hears in between that something still happens. */
const REMIND_MS = 10_000;

/**
 * Runs the steps of a start, and says of each that it is done and how long it took.
 * @returns Runs one step. It rejects with what it was, what it said last and what to do about it; but with the error itself
 * where that is already for a person, or the start was given up.
 */
export function createSteps(say: Say, signal?: AbortSignal): RunStep {
  return async (name, advice, run) => {
    signal?.throwIfAborted();
    const beganMs = Date.now();
    const seconds = () => `${((Date.now() - beganMs) / 1000).toFixed(1)} s`;
    const reminder = setInterval(() => say(`… ${name} (${seconds()})`), REMIND_MS);
    try {
      const result = await run();
      signal?.throwIfAborted();
      say(`✓ ${name} (${seconds()})`);
      return result;
    } catch (error) {
      if (signal?.aborted || (error instanceof Error && error.name === "UsageError")) throw error;
      const lines = messageOf(error).trimEnd().split("\n");
      const left = lines.length > LAST_LINES ? [`(${lines.length - LAST_LINES} lines before)`] : [];
      const last = [...left, ...lines.slice(-LAST_LINES)].map((line) => `  ${line}\n`).join("");
      const message = `✗ ${name}: failed after ${seconds()}. Its last lines:\n${last}  → ${advice}`;
      throw new Error(message, { cause: error });
    } finally {
      clearInterval(reminder);
    }
  };
}
