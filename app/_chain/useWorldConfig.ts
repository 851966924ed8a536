"use client";

import { useQuery } from "@tanstack/react-query";
import { readConfig } from "./readConfig";

/** The world that this site plays in; nothing else can start before it is known. Asks again by itself. */
export function useWorldConfig() {
  return useQuery({
    queryKey: ["config"],
    queryFn: ({ signal }) => readConfig(signal),
    // The world of a running page never changes under it; the bridge notices another one by itself.
    staleTime: Number.POSITIVE_INFINITY,
    retry: 2,
    refetchInterval: ({ state }) => (state.status === "error" ? 5_000 : false),
  });
}
