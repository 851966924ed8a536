"use client";

import { Trophy } from "lucide-react";
import Link from "next/link";
import { useEffect, useState } from "react";

/** The best Dash of this week, in one line. Where it cannot be read nothing is missing: the line stays empty. */
export function BestRun() {
  const [best, setBest] = useState<{ words: string; replay: string | undefined; isStale: boolean }>();
  useEffect(() => {
    const gone = new AbortController();
    const read = async () => {
      const { describeBestRun, readBestRun, replayOf } = await import("./island/bestRun");
      const run = await readBestRun(gone.signal);
      setBest({ words: describeBestRun(run), replay: replayOf(run), isStale: run.isStale });
    };
    read().catch(() => undefined);
    return () => gone.abort();
  }, []);
  return (
    <p
      data-testid="best-run"
      data-state={best === undefined ? "unread" : best.isStale ? "stale" : "fresh"}
      className="flex min-h-6 items-center gap-2 text-sand-50"
    >
      {best && (
        <>
          <Trophy aria-hidden className="size-5 shrink-0 text-sand-300" />
          {best.replay ? (
            <Link
              href={best.replay}
              prefetch={false}
              title="Watch it again"
              className="underline underline-offset-4 hover:text-sand-200"
            >
              {best.words}
            </Link>
          ) : (
            <span>{best.words}</span>
          )}
        </>
      )}
    </p>
  );
}
