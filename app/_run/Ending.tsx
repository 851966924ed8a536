import Link from "next/link";
import { hrefOf } from "@/app/_board/boards";
import { boardOfDay } from "./ghost/chooseGhost";
import type { RunAnswer } from "./read";
import { nameIsland, nameOfLength, tellEnding, tellResult } from "./words";

type Props = {
  answer: RunAnswer;
  /** The account of the reader, when the address names it. */
  you: string | undefined;
};

/** Which expedition it was, how it ended, and the board on which it counts. */
export function Ending({ answer: { run, timeline }, you }: Props) {
  const { plan } = timeline;
  const day = boardOfDay(run, timeline)?.day;
  const board =
    plan.mode === 1
      ? undefined
      : hrefOf(
          plan.mode === 0
            ? { view: "today", length: plan.length, day, you }
            : { view: "room", length: 1, room: plan.of, you },
        );
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
      {board && (
        <Link
          href={board}
          data-testid="replay-board"
          className="mt-1 inline-flex min-h-6 items-center text-sm text-sand-200 underline underline-offset-4"
        >
          {plan.mode === 0 ? "The board of that day" : "The board of the room"}
        </Link>
      )}
    </section>
  );
}
