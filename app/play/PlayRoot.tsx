"use client";

import { QueryClient, QueryClientProvider, useQuery } from "@tanstack/react-query";
import { useState, useSyncExternalStore } from "react";
import { readConfig } from "@/app/_chain/readConfig";
import { Insecure, Unreachable, Waking } from "./Waking";
import { World } from "./World";

export function PlayRoot() {
  const [queryClient] = useState(() => new QueryClient());
  // Without it a browser has no keys to make. The wrong cause would be a false word.
  const isSecure = useSyncExternalStore(never, readSecure, () => true);
  if (!isSecure) return <Insecure />;
  return (
    <QueryClientProvider client={queryClient}>
      <Door />
    </QueryClientProvider>
  );
}

const never = () => () => undefined;
const readSecure = () => globalThis.isSecureContext && globalThis.crypto?.subtle !== undefined;

/** Learns which world this site plays in; nothing else can start before. */
function Door() {
  const world = useQuery({
    queryKey: ["config"],
    queryFn: ({ signal }) => readConfig(signal),
    // The world of a running page never changes under it; the bridge notices another one by itself.
    staleTime: Number.POSITIVE_INFINITY,
    retry: 2,
    refetchInterval: ({ state }) => (state.status === "error" ? 5_000 : false),
  });
  if (world.data) return <World config={world.data} />;
  if (world.error)
    return <Unreachable reason={world.error.message} busy={world.isFetching} onRetry={() => void world.refetch()} />;
  return <Waking />;
}
