import Link from "next/link";
import type { ListedRun } from "@/app/_api/player";
import { formatAgo, formatCount, plural } from "@/app/_ui/format";
import { nameLength } from "./boards";

const states: Readonly<Record<ListedRun["state"], string>> = {
  running: "Running now",
  home: "Came home",
  over: "Did not come home",
};
const modes: readonly string[] = ["Daily", "Practice", "In a room"];

type Props = { account: string; runs: readonly ListedRun[] };

export function RunList({ account, runs }: Props) {
  return (
    <section aria-labelledby="runs-title">
      <h2 id="runs-title" className="text-2xl font-semibold text-sand-50">
        Expeditions
      </h2>
      <p className="mt-1 text-mist">The newest first. What was banked counts, also for who did not come home.</p>
      {runs.length === 0 ? (
        <p className="row mt-5 px-5 py-6 text-mist">None yet.</p>
      ) : (
        <ol className="mt-5 grid gap-3">
          {runs.map((run) => (
            <RunCard key={run.number} account={account} run={run} />
          ))}
        </ol>
      )}
    </section>
  );
}

function RunCard({ account, run }: { account: string; run: ListedRun }) {
  const { number, mode, length, points, result, state, startedAt } = run;
  return (
    <li data-testid="run" data-number={number} data-points={points} data-state={state} className="row px-5 py-4">
      <p className="flex flex-wrap items-baseline justify-between gap-x-4">
        <span className="font-semibold text-sand-50">
          {nameLength(length)} · {modes[mode]}
        </span>
        <span className="text-sm text-mist">began {formatAgo(startedAt)}</span>
      </p>
      <p className="mt-1 text-sand-100 tabular-nums">
        {states[state]} · {plural(points, "point")} · {formatCount(result)} % of par
      </p>
      <p className="mt-1.5 text-sm text-mist">
        <Link href={`/run/${account}/${number}`} className="underline underline-offset-4">
          Watch expedition {formatCount(number)}
        </Link>
      </p>
    </li>
  );
}
