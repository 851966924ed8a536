import { namesOf } from "@/app/_api/columns";
import { deedColumns } from "@/app/_api/deedColumns";
import type { Expedition } from "@/app/_api/player";
import { formatAgo, formatDuration, formatEth, plural, shortHex } from "@/app/_ui/format";
import { PixelHourglass } from "@/app/_ui/PixelHourglass";
import { tellDeed } from "./columns";

/** Where the sand of a session stands, in words, and as a share for the picture. */
function clockOf({ startedSeconds, validUntil, endedSeconds }: Expedition): { words: string; left: number } {
  const [started, until, ended] = [startedSeconds, validUntil, endedSeconds ?? 0n].map(Number) as [
    number,
    number,
    number,
  ];
  const now = Date.now() / 1000;
  if (ended > 0 && ended <= until)
    return { words: `Ended after ${formatDuration(Math.max(1, ended - started))}`, left: 0 };
  if (now > until) return { words: "Ran its hour", left: 0 };
  return { words: `Running, ${formatDuration(until - now)} left`, left: Math.min(1, (until - now) / 3600) };
}

export function ExpeditionCard({ expedition }: { expedition: Expedition }) {
  const { session, startedSeconds, actions, operations, failed, gasCost } = expedition;
  const { words, left } = clockOf(expedition);
  const deeds = namesOf(deedColumns).flatMap((name) => tellDeed(name, expedition) ?? []);
  return (
    <li
      data-testid="expedition"
      data-session={session}
      data-operations={operations}
      data-steps={expedition.steps}
      className="row flex items-start gap-5 px-5 py-4"
    >
      <PixelHourglass left={left} running={left > 0} className="mt-1 h-14 w-10 shrink-0" />
      <div className="min-w-0 grow">
        <p className="flex flex-wrap items-baseline justify-between gap-x-4">
          <span className="font-semibold text-sand-50">{words}</span>
          <span className="text-sm text-mist">began {formatAgo(startedSeconds)}</span>
        </p>
        <p className="mt-1 text-sand-100">{deeds.length > 0 ? deeds.join(" · ") : "Nothing was played."}</p>
        <p className="mt-1.5 flex flex-wrap gap-x-4 text-sm text-mist tabular-nums">
          <span>
            {plural(actions, "action")} in {plural(operations, "operation")}
            {failed > 0 && `, ${failed} refused`}
          </span>
          <span>{formatEth(gasCost)} of gas</span>
          <code translate="no" title={session} className="font-mono">
            {shortHex(session)}
          </code>
        </p>
      </div>
    </li>
  );
}
