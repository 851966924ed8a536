import type { RunAnswer } from "./read";
import { nameIsland, nameOfLength, tellEnding, tellResult } from "./words";

/** Which expedition it was, and how it ended. */
export function Ending({ answer: { run, timeline } }: { answer: RunAnswer }) {
  return (
    <section aria-label="Result" className="panel px-5 py-4">
      <p className="text-mist">
        {nameOfLength(timeline)} · {nameIsland(timeline, run.startedAt)}
      </p>
      <p data-testid="replay-ending" className="mt-1 font-display text-2xl font-semibold text-sand-50">
        {tellEnding(run)}
      </p>
      <p data-testid="replay-result" className="mt-1 text-sand-100 tabular-nums">
        {tellResult(run)}
      </p>
    </section>
  );
}
