"use client";

import { QueryClient, QueryClientProvider, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { BoardProblem, BoardWaiting } from "@/app/_board/BoardState";
import { Empty } from "@/app/_board/Empty";
import { FreshNote } from "@/app/_board/FreshNote";
import { useOnline } from "@/app/_ui/useOnline";
import { RunReplay } from "./RunReplay";
import { type RunAnswer, readRun } from "./read";

/** What is over does not change; what runs, or is not known yet, is asked for again. */
const REFRESH_MS = 5_000;

type Props = { account: string; number: number };

/** One expedition: reads it, and says when it cannot be read or is not known. */
export function RunView(props: Props) {
  const [queryClient] = useState(() => new QueryClient());
  return (
    <QueryClientProvider client={queryClient}>
      <Reader {...props} />
    </QueryClientProvider>
  );
}

const isSettled = (answer: RunAnswer | "unknown" | undefined) =>
  answer !== undefined && answer !== "unknown" && answer.run.state !== "running" && !answer.run.stale;

function Reader({ account, number }: Props) {
  const isOnline = useOnline();
  const { data, error, isFetching, dataUpdatedAt, refetch } = useQuery({
    queryKey: ["run", account, number],
    queryFn: async ({ signal }) => (await readRun(account, number, signal)) ?? "unknown",
    refetchInterval: ({ state }) => (isSettled(state.data) ? false : REFRESH_MS),
    refetchOnWindowFocus: ({ state }) => !isSettled(state.data),
    retry: 1,
    // Offline it fails at once and says so, instead of waiting without a word.
    networkMode: "always",
  });
  if (!data && !error) return <BoardWaiting />;
  if (!data) {
    const retry = () => void refetch();
    return (
      <BoardProblem what="expedition" {...{ isOnline, reason: error?.message }} busy={isFetching} onRetry={retry} />
    );
  }
  if (data === "unknown") {
    return (
      <Empty title="Nobody knows this expedition yet">
        It appears here a moment after it is on chain. If it should be there already, check the link.
      </Empty>
    );
  }
  return (
    <>
      {!isSettled(data) && (
        <FreshNote answer={data.run} readAtMs={dataUpdatedAt} isOnline={isOnline} hasFailed={error !== null} />
      )}
      <RunReplay answer={data} />
    </>
  );
}
