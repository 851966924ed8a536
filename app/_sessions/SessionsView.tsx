"use client";

import { useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { useEffect, useRef, useState } from "react";
import { Empty } from "@/app/_board/Empty";
import type { SessionList, SessionPage } from "@/app/_bridge/sessions/createSessionList";
import { Callout } from "@/app/_ui/Callout";
import { EndAll } from "./EndAll";
import { ExportButton } from "./ExportButton";
import { SessionCard } from "./SessionCard";

type Target = Parameters<SessionList["end"]>[0];
type Work = { target: Target; state: "asking" | "ended" | "failed"; words: string };

const tones = { asking: "info", ended: "success", failed: "error" } as const;

/** All sessions of an account. Whoever owns it ends them here, one or all. */
export function SessionsView({ page, end }: { page: SessionPage; end: SessionList["end"] }) {
  const queries = useQueryClient();
  const [work, setWork] = useState<Work>();
  const status = useRef<HTMLDivElement>(null);
  const left = useRef<AbortController>(undefined);
  useEffect(() => {
    // What is signed after the page was left is not sent.
    left.current = new AbortController();
    return () => left.current?.abort();
  }, []);
  const { account, owner, sessions } = page;
  if (!account) {
    return (
      <Empty title="Nobody plays in this browser">Sign in to the game first. This page then shows your sessions.</Empty>
    );
  }

  const busy = work?.state === "asking" ? work.target : undefined;
  const tell = (next: Work) => {
    setWork(next);
    // The button that was pressed may be gone, or far below.
    if (next.state !== "asking") status.current?.focus();
  };
  const ask = async (target: Target, done: string) => {
    tell({ target, state: "asking", words: "Asking the owner, then the chain…" });
    try {
      await end(target, left.current?.signal ?? AbortSignal.abort());
      tell({ target, state: "ended", words: done });
    } catch (error) {
      tell({ target, state: "failed", words: error instanceof Error ? error.message : String(error) });
    }
    // Also after a failure: somebody else may have ended it.
    await queries.invalidateQueries();
  };

  return (
    <div data-testid="sessions" data-account={account} data-owner={owner?.kind ?? "none"} className="grid gap-5">
      <div className="flex flex-wrap items-start justify-between gap-4">
        <div className="min-w-0 text-mist">
          <p>
            <Link
              data-testid="to-account"
              href={`/account?account=${account.toLowerCase()}`}
              className="underline underline-offset-4"
            >
              Account
            </Link>{" "}
            <code translate="no" className="font-mono text-sm wrap-anywhere text-sand-200">
              {account}
            </code>
          </p>
          {!owner && (
            <p data-testid="read-only" className="mt-1 text-sm">
              Only its owner can end sessions. You can read.
            </p>
          )}
        </div>
        <ExportButton account={account} json={page.json} />
        <div
          ref={status}
          role="status"
          tabIndex={-1}
          data-testid="sessions-status"
          data-state={work?.state ?? "none"}
          className="basis-full rounded-2xl"
        >
          {work && <Callout tone={tones[work.state]}>{work.words}</Callout>}
        </div>
      </div>
      {sessions.length === 0 ? (
        <p data-testid="sessions-empty" className="row px-5 py-6 text-sand-100">
          No session of this account is on the chain yet.
        </p>
      ) : (
        <ol aria-label="Sessions, newest first" className="grid gap-3">
          {sessions.map((session) => (
            <SessionCard
              key={session.id}
              session={session}
              nowSeconds={Number(page.blockSeconds)}
              end={
                owner && {
                  isBusy: busy === session.id,
                  isBlocked: busy !== undefined,
                  ask: () =>
                    void ask(session.id, `Session ${session.print} has ended. The chain refuses its key from now on.`),
                }
              }
            />
          ))}
        </ol>
      )}
      <section aria-label="Grants that were never used" className="row grid gap-3 px-5 py-4">
        <p className="text-sm leading-relaxed text-mist">
          A grant that was never used is not on the chain, so this list cannot show it. <strong>End all</strong> ends it
          too.
        </p>
        {owner && (
          <EndAll
            isBusy={busy === "all"}
            isBlocked={busy !== undefined}
            ask={() => void ask("all", "All sessions have ended, and every grant that was not used.")}
          />
        )}
      </section>
    </div>
  );
}
