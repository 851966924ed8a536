"use client";

import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { useState } from "react";
import { WagmiProvider } from "wagmi";
import type { Config } from "@/app/_api/config";
import { Board } from "@/app/_board/Board";
import { BoardProblem, BoardWaiting } from "@/app/_board/BoardState";
import { createSessionList } from "@/app/_bridge/sessions/createSessionList";
import { useWorldConfig } from "@/app/_chain/useWorldConfig";
import { createWalletConfig } from "@/app/_chain/wagmi";
import { createWalletLink } from "@/app/_chain/walletLink";
import { useOnline } from "@/app/_ui/useOnline";
import { SessionsView } from "./SessionsView";

/** The chain is asked for each session; a session that is used in another tab changes slowly enough. */
const REFRESH_MS = 15_000;

type Asked = { asked: `0x${string}` | undefined };

/** Everything that lives as long as the page. It needs the chain; no database, no indexer, no game. */
export function SessionsRoot(props: Asked) {
  const [queryClient] = useState(() => new QueryClient());
  return (
    <QueryClientProvider client={queryClient}>
      <Door {...props} />
    </QueryClientProvider>
  );
}

function Door({ asked }: Asked) {
  const isOnline = useOnline();
  const { data, error, isFetching, refetch } = useWorldConfig();
  if (data) return <World config={data} asked={asked} />;
  if (!error) return <BoardWaiting />;
  return <BoardProblem isOnline={isOnline} reason={error.message} busy={isFetching} onRetry={() => void refetch()} />;
}

function World({ config, asked }: Asked & { config: Config }) {
  const [walletConfig] = useState(() =>
    createWalletConfig(config.deployment.chainId, window.location.origin, config.walletConnect),
  );
  const [list] = useState(() => createSessionList(config, createWalletLink(walletConfig), asked));
  return (
    <WagmiProvider config={walletConfig}>
      <Board name={["sessions", asked ?? "own"]} read={list.read} everyMs={REFRESH_MS}>
        {(page) => <SessionsView page={page} end={list.end} />}
      </Board>
    </WagmiProvider>
  );
}
