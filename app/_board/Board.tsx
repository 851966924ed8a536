"use client";

import { QueryClient, QueryClientProvider, useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { useOnline } from "@/app/_ui/useOnline";
import { BoardProblem, BoardWaiting } from "./BoardState";
import { FreshNote, type Freshness } from "./FreshNote";

/** As often as a reader notices; the lists move with the chain, and the server with each block. */
const REFRESH_MS = 5_000;

type Props<Answer extends Freshness> = {
  /** Names what is read; the same name is the same answer. */
  name: readonly string[];
  read: (signal: AbortSignal) => Promise<Answer>;
  /** Default: as often as the lists of the database change. */
  everyMs?: number;
  children: (answer: Answer) => ReactNode;
};

/** Reads a list and keeps it fresh; says when it is old, cannot be read, or nobody is online. */
export function Board<Answer extends Freshness>(props: Props<Answer>) {
  const [queryClient] = useState(() => new QueryClient());
  return (
    <QueryClientProvider client={queryClient}>
      <Reader {...props} />
    </QueryClientProvider>
  );
}

function Reader<Answer extends Freshness>({ name, read, everyMs = REFRESH_MS, children }: Props<Answer>) {
  const isOnline = useOnline();
  const { data, error, isFetching, dataUpdatedAt, refetch } = useQuery({
    queryKey: name,
    queryFn: ({ signal }) => read(signal),
    refetchInterval: everyMs,
    retry: 1,
    // Offline it fails at once and says so, instead of waiting without a word.
    networkMode: "always",
  });
  const retry = () => void refetch();
  if (!data && !error) return <BoardWaiting />;
  if (!data) return <BoardProblem isOnline={isOnline} reason={error?.message} busy={isFetching} onRetry={retry} />;
  return (
    <>
      <FreshNote answer={data} readAtMs={dataUpdatedAt} isOnline={isOnline} hasFailed={error !== null} />
      {children(data)}
    </>
  );
}
