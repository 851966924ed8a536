"use client";

import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { useState, useSyncExternalStore } from "react";
import { useWorldConfig } from "@/app/_chain/useWorldConfig";
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
  const world = useWorldConfig();
  if (world.data) return <World config={world.data} />;
  if (world.error)
    return <Unreachable reason={world.error.message} busy={world.isFetching} onRetry={() => void world.refetch()} />;
  return <Waking />;
}
