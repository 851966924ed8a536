"use client";

import { QueryClient, QueryClientProvider, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { BoardProblem, BoardWaiting } from "@/app/_board/BoardState";
import { createInspector, type Inspector } from "@/app/_bridge/inspector/createInspector";
import type { InspectedOperation, Inspection } from "@/app/_bridge/inspector/views";
import { readConfig } from "@/app/_chain/readConfig";
import { useOnline } from "@/app/_ui/useOnline";
import { NotOnChain } from "./NotOnChain";
import { OnChain } from "./OnChain";

/** What is not on chain yet may be, a few blocks later. */
const AGAIN_MS = 4_000;

type Hash = Parameters<Inspector>[0];

/** Everything about one operation, from the chain and from what this page sent. */
export function OperationInspector({ hash }: { hash: Hash }) {
  const [queryClient] = useState(() => new QueryClient());
  return (
    <QueryClientProvider client={queryClient}>
      <Reader hash={hash} />
    </QueryClientProvider>
  );
}

function Reader({ hash }: { hash: Hash }) {
  const isOnline = useOnline();
  const { data, error, isFetching, refetch } = useQuery<Inspection>({
    queryKey: ["operation", hash],
    queryFn: async ({ signal }) => createInspector(await readConfig(signal))(hash),
    refetchInterval: ({ state }) => (state.data === undefined || isOnChain(state.data) ? false : AGAIN_MS),
    retry: 1,
    networkMode: "always",
  });
  const retry = () => void refetch();
  if (!data && !error) return <BoardWaiting />;
  if (!data)
    return (
      <BoardProblem what="operation" isOnline={isOnline} reason={error?.message} busy={isFetching} onRetry={retry} />
    );
  return isOnChain(data) ? <OnChain operation={data} /> : <NotOnChain inspection={data} />;
}

const isOnChain = (inspection: Inspection): inspection is InspectedOperation =>
  inspection.state === "executed" || inspection.state === "reverted";
