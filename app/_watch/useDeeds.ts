"use client";

import { useQuery } from "@tanstack/react-query";
import { readActivity } from "@/app/_board/read";

const REFRESH_MS = 3_000;
const MOST_DEEDS = 6;

/** What a player did last, in the feed's words, the newest first; kept fresh. */
export function useDeeds(player: string) {
  return useQuery({
    queryKey: ["deeds", player],
    queryFn: ({ signal }) => readActivity(player, signal, MOST_DEEDS),
    refetchInterval: REFRESH_MS,
    retry: 1,
    networkMode: "always",
  });
}
