"use client";

import { QueryClient, QueryClientProvider, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { BoardProblem, BoardWaiting } from "@/app/_board/BoardState";
import { Empty } from "@/app/_board/Empty";
import { FreshNote } from "@/app/_board/FreshNote";
import { useOnline } from "@/app/_ui/useOnline";
import { isSettled } from "./isSettled";
import { RunReplay } from "./RunReplay";
import { type RunAnswer, readRun } from "./read";

/** What is over does not change; what runs, or is not known yet, is asked for again. */
const REFRESH_MS = 5_000;
/** Of an expedition that takes many requests. */
const LARGE_REFRESH_MS = 60_000;

type Props = {
  account: string;
  number: number;
  /** The account of the reader, when the address names it. */
  you: string | undefined;
};

/** One expedition: reads it, and says when it cannot be read or is not known. */
export function RunView(props: Props) {
  const [queryClient] = useState(() => new QueryClient());
  return (
    <QueryClientProvider client={queryClient}>
      <Reader {...props} />
    </QueryClientProvider>
  );
}

type Known = RunAnswer | "unknown" | undefined;

const isOver = (known: Known) => known !== undefined && known !== "unknown" && isSettled(known);

function refreshMs(known: Known): number | false {
  if (isOver(known)) return false;
  return known !== undefined && known !== "unknown" && known.isCut ? LARGE_REFRESH_MS : REFRESH_MS;
}

function Reader({ account, number, you }: Props) {
  const isOnline = useOnline();
  const { data, error, isFetching, dataUpdatedAt, refetch } = useQuery({
    queryKey: ["run", account, number],
    queryFn: async ({ signal }) => (await readRun(account, number, signal)) ?? "unknown",
    refetchInterval: ({ state }) => refreshMs(state.data),
    refetchOnWindowFocus: ({ state }) => !isOver(state.data),
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
      <RunReplay answer={data} you={you} />
    </>
  );
}
