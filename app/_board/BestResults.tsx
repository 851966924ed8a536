import type { ListedRun } from "@/app/_api/player";
import { formatCount } from "@/app/_ui/format";
import { lengths } from "./boards";

function None() {
  return (
    <span className="text-mist">
      <span aria-hidden>–</span>
      <span className="sr-only">None yet</span>
    </span>
  );
}

/** The best daily expedition of each length; a dash where there is none yet. */
export function BestResults({ best }: { best: readonly ListedRun[] }) {
  return (
    <section aria-labelledby="best-title">
      <h2 id="best-title" className="text-2xl font-semibold text-sand-50">
        Best daily results
      </h2>
      <p className="mt-1 text-mist">A result of 100 is par.</p>
      <dl className="mt-5 grid grid-cols-3 gap-2 sm:gap-2.5">
        {lengths.map(({ id, label }) => {
          const run = best.find(({ length }) => length === id);
          return (
            <div key={id} className="row flex flex-col-reverse px-3.5 py-2.5 sm:px-4 sm:py-3.5">
              <dt className="text-sm text-mist">
                {label}
                {run && <span className="block tabular-nums">Result {formatCount(run.result)}</span>}
              </dt>
              <dd
                data-testid={`best-${label.toLowerCase()}`}
                className="font-display text-2xl leading-tight font-semibold text-sand-50 tabular-nums sm:text-3xl"
              >
                {run ? formatCount(run.points) : <None />}
              </dd>
            </div>
          );
        })}
      </dl>
    </section>
  );
}
