"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";

/** Something that somebody asked for on this page, and how it went. */
export type Work = { name: string; state: "asking" | "done" | "failed"; words: string };

/** What is asked for, and the words for each end. */
type Task = {
  name: string;
  asking: string;
  /** Rejects with words for the visitor. */
  run: (signal: AbortSignal) => Promise<void>;
  done: string;
};

/** One thing at a time. What is signed after the page was left is not sent; afterwards the chain is read again. */
export function useWork() {
  const queries = useQueryClient();
  const [work, setWork] = useState<Work>();
  const attempt = useRef<AbortController>(undefined);
  useEffect(() => () => attempt.current?.abort(), []);

  const start = async ({ name, asking, run, done }: Task) => {
    attempt.current?.abort();
    const controller = new AbortController();
    attempt.current = controller;
    const { signal } = controller;
    const tell = (state: Work["state"], words: string) => {
      if (!signal.aborted) setWork({ name, state, words });
    };
    tell("asking", asking);
    try {
      await run(signal);
      tell("done", done);
    } catch (error) {
      tell("failed", error instanceof Error ? error.message : String(error));
    }
    // Also after a failure: somebody else may have been faster.
    await queries.invalidateQueries();
  };
  const cancel = () => {
    attempt.current?.abort();
    setWork(undefined);
  };
  return { work, busy: work?.state === "asking" ? work.name : undefined, start, cancel };
}

export type StartWork = ReturnType<typeof useWork>["start"];
