"use client";

import { useQuery } from "@tanstack/react-query";
import { readPlace } from "@/app/_board/read";
import { useBridgeSnapshot } from "@/app/_bridge/BridgeProvider";
import type { History } from "@/app/_bridge/expedition/history";
import { askAgainMs, boardOf, viewRank } from "@/app/_bridge/expedition/viewRank";
import type { RankView } from "@/app/_bridge/expedition/views";

/**
 * The rank of an expedition that has ended.
 * @param history The expedition.
 * @param points With the bonus of home.
 * @returns Undefined for practice, which has none.
 */
export function useRank(history: History | undefined, points: number): RankView | undefined {
  const account = useBridgeSnapshot().owner?.account.toLowerCase();
  const on = history && boardOf(history);
  const run = { number: history?.run.number ?? 0, points };
  const { data, isError } = useQuery({
    queryKey: ["place", on, account],
    queryFn: ({ signal }) => (on && account ? readPlace(on, account, signal) : null),
    enabled: on !== undefined && account !== undefined,
    refetchInterval: ({ state }) => askAgainMs(state.data ?? undefined, run),
    retry: false,
    // Offline it fails at once and says so, instead of waiting without a word.
    networkMode: "always",
  });
  return history && on && viewRank(data ?? undefined, isError, run);
}
