import { memo } from "react";
import { formatClock } from "@/app/_ui/format";
import { Scroller } from "@/app/_ui/Scroller";
import type { Mark } from "./timeline/createTimeline";

type Props = {
  marks: readonly Mark[];
  /** Seconds since the start. */
  onChoose: (at: number) => void;
};

/** What happened, in words; a press goes to its time. Drawn once, not with each picture. */
export const MarkList = memo(function MarkList({ marks, onChoose }: Props) {
  return (
    <section aria-labelledby="marks-title">
      <h2 id="marks-title" className="text-xl font-semibold text-sand-50">
        What happened
      </h2>
      <Scroller label="What happened" className="scroll-quiet mt-3 max-h-96 overflow-y-auto rounded-xl">
        <ol className="grid gap-1.5">
          {marks.map(({ at, kind, words }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: marks are only ever added.
            <li key={index}>
              <button
                type="button"
                data-testid="replay-mark"
                data-kind={kind}
                onClick={() => onChoose(at)}
                className="row flex min-h-11 w-full items-baseline gap-3 px-3.5 py-2 text-left hover:bg-white/8"
              >
                <span className="w-12 shrink-0 text-sm text-mist tabular-nums">{formatClock(at)}</span>
                <span className="text-sand-50">{words}</span>
              </button>
            </li>
          ))}
        </ol>
      </Scroller>
    </section>
  );
});
