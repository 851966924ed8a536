import { messageOf, type Say } from "./service.ts";

/** A step of the start that did not work: what it was, what it said last, and what to do about it. */
export class StepError extends Error {
  override name = "StepError";
}

/** `name` is what is done, as a person says it ("compile the contracts"), `advice` what to do when it fails. */
export type RunStep = (name: string, advice: string, run: () => Promise<unknown>) => Promise<void>;

/** Of what a step said, so much is shown when it fails; the rest is in the logs. */
const LAST_LINES = 30;
/** Whoever waits hears in between that something still happens. */
const REMIND_MS = 10_000;

/**
 * Runs the steps of a start, and says of each that it is done and how long it took.
 * @returns Runs one step. It rejects with StepError, but with the error itself where that is already for a person, or the
 * start was given up.
 */
export function createSteps(say: Say, signal?: AbortSignal, now: () => number = Date.now): RunStep {
  return async (name, advice, run) => {
    signal?.throwIfAborted();
    const beganMs = now();
    const seconds = () => `${((now() - beganMs) / 1000).toFixed(1)} s`;
    const reminder = setInterval(() => say(`… ${name} (${seconds()})`), REMIND_MS);
    try {
      await run();
      say(`✓ ${name} (${seconds()})`);
    } catch (error) {
      if (signal?.aborted || (error instanceof Error && error.name === "UsageError")) throw error;
      const lines = messageOf(error).trimEnd().split("\n");
      const left = lines.length > LAST_LINES ? [`(${lines.length - LAST_LINES} lines before)`] : [];
      const last = [...left, ...lines.slice(-LAST_LINES)].map((line) => `  ${line}\n`).join("");
      const message = `✗ ${name}: failed after ${seconds()}. Its last lines:\n${last}  → ${advice}`;
      throw new StepError(message, { cause: error });
    } finally {
      clearInterval(reminder);
    }
    signal?.throwIfAborted();
  };
}
