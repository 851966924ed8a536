import type { ListedSession } from "@/app/_api/player";
import { formatAgo, formatDuration, formatEth, plural, shortHex } from "@/app/_ui/format";
import { PixelHourglass } from "@/app/_ui/PixelHourglass";

export function SessionList({ sessions }: { sessions: readonly ListedSession[] }) {
  return (
    <section aria-labelledby="sessions-title">
      <h2 id="sessions-title" className="text-2xl font-semibold text-sand-50">
        Sessions
      </h2>
      <p className="mt-1 text-mist">Each is one key that may play for at most one hour.</p>
      {sessions.length === 0 ? (
        <p className="row mt-5 px-5 py-6 text-mist">None yet: this account played without a session key.</p>
      ) : (
        <ol className="mt-5 grid gap-3">
          {sessions.map((session) => (
            <SessionCard key={session.session} session={session} />
          ))}
        </ol>
      )}
    </section>
  );
}

/** Where the sand of a session stands, in words, and as a share for the picture. */
function clockOf({ startedSeconds, validUntil, endedSeconds }: ListedSession): { words: string; left: number } {
  const started = Number(startedSeconds);
  const until = Number(validUntil);
  const ended = Number(endedSeconds ?? 0n);
  const now = Date.now() / 1000;
  if (ended > 0 && ended <= until)
    return { words: `Ended after ${formatDuration(Math.max(1, ended - started))}`, left: 0 };
  if (now > until) return { words: "Expired", left: 0 };
  return { words: `Active, ${formatDuration(until - now)} left`, left: Math.min(1, (until - now) / 3600) };
}

function SessionCard({ session: row }: { session: ListedSession }) {
  const { session, startedSeconds, actions, operations, failed, gasCost } = row;
  const { words, left } = clockOf(row);
  return (
    <li
      data-testid="player-session"
      data-session={session}
      data-operations={operations}
      className="row flex items-start gap-5 px-5 py-4"
    >
      <PixelHourglass left={left} running={left > 0} className="mt-1 h-14 w-10 shrink-0" />
      <div className="min-w-0 grow">
        <p className="flex flex-wrap items-baseline justify-between gap-x-4">
          <span className="font-semibold text-sand-50">{words}</span>
          <span className="text-sm text-mist">began {formatAgo(startedSeconds)}</span>
        </p>
        <p className="mt-1 text-sand-100 tabular-nums">
          {plural(actions, "action")} in {plural(operations, "operation")}
          {failed > 0 && `, ${failed} failed`}
        </p>
        <p className="mt-1.5 flex flex-wrap gap-x-4 text-sm text-mist tabular-nums">
          <span>{formatEth(gasCost)} of gas</span>
          <code translate="no" title={session} className="font-mono">
            {shortHex(session)}
          </code>
        </p>
      </div>
    </li>
  );
}
