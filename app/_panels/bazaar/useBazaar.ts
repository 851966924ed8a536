"use client";

import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useBridge } from "@/app/_bridge/BridgeProvider";
import { useOwnerSnapshot } from "@/app/_bridge/owner/hooks";

/** Open offers, page by page: read when the Bazaar is opened, after each of the owner's actions, and when it is asked for. */
export function useBazaar() {
  const { owner } = useBridge();
  const { confirmed } = useOwnerSnapshot();
  return useInfiniteQuery({
    queryKey: ["bazaar", confirmed],
    queryFn: ({ pageParam }) => owner.readOffers(pageParam),
    initialPageParam: undefined as bigint | undefined,
    getNextPageParam: ({ older }) => older,
    placeholderData: keepPreviousData,
    refetchOnMount: "always",
    retry: 1,
  });
}
