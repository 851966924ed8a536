"use client";

import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { useState } from "react";
import { BoardProblem, BoardWaiting } from "@/app/_board/BoardState";
import { useWorldConfig } from "@/app/_chain/useWorldConfig";
import { useOnline } from "@/app/_ui/useOnline";
import { Watch } from "./Watch";

type Props = { /** The account to follow first, lowercase. */ follow: string | undefined };

/** Everything that watching needs: which world it is. No wallet, no account, no game. */
export function WatchRoot({ follow }: Props) {
  const [queryClient] = useState(() => new QueryClient());
  return (
    <QueryClientProvider client={queryClient}>
      <Door follow={follow} />
    </QueryClientProvider>
  );
}

function Door({ follow }: Props) {
  const isOnline = useOnline();
  const { data, error, isFetching, refetch } = useWorldConfig();
  if (data) return <Watch config={data} follow={follow} />;
  if (!error) return <BoardWaiting />;
  const retry = () => void refetch();
  return <BoardProblem what="island" isOnline={isOnline} reason={error.message} busy={isFetching} onRetry={retry} />;
}
