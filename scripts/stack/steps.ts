import type { Say } from "./service.ts";

/** A step of the start that did not work: what it was, what it said last, and what to do about it. */
export class StepError extends Error {
  override name = "StepError";
}

export type StepOptions = {
  /** What is done, as a person says it: "compile the contracts". */
  name: string;
  /** What to do when it fails. */
  advice: string;
  run: (report: (progress: string) => void) => Promise<unknown>;
};

/** Of what a step said, so much is shown when it fails; the rest is in the logs. */
const LAST_LINES = 30;
/** Whoever waits hears in between that something still happens. */
const REMIND_MS = 10_000;

/**
 * Runs the steps of a start, and says of each that it is done and how long it took.
 * @returns Runs one step. It rejects with StepError, but with the error itself where that is already for a person, or the
 * start was given up.
 */
export function createSteps(say: Say, signal?: AbortSignal, now: () => number = Date.now) {
  return async ({ name, advice, run }: StepOptions): Promise<void> => {
    signal?.throwIfAborted();
    const beganMs = now();
    const seconds = () => ((now() - beganMs) / 1000).toFixed(1);
    let progress = "";
    const reminder = setInterval(() => say(`… ${name}${progress} (${seconds()} s)`), REMIND_MS);
    try {
      await run((text) => {
        progress = `: ${text}`;
      });
      say(`✓ ${name} (${seconds()} s)`);
    } catch (error) {
      if (signal?.aborted || (error instanceof Error && error.name === "UsageError")) throw error;
      throw new StepError(describeFailure(name, seconds(), error, advice), { cause: error });
    } finally {
      clearInterval(reminder);
    }
    signal?.throwIfAborted();
  };
}

function describeFailure(name: string, seconds: string, error: unknown, advice: string): string {
  const lines = (error instanceof Error ? error.message : String(error)).trimEnd().split("\n");
  const left = lines.length > LAST_LINES ? [`  (${lines.length - LAST_LINES} lines before)`] : [];
  const last = lines.slice(-LAST_LINES).map((line) => `  ${line}`);
  return [`✗ ${name}: failed after ${seconds} s. Its last lines:`, ...left, ...last, `  → ${advice}`].join("\n");
}
