"use client";

import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { useState, useSyncExternalStore } from "react";
import { WagmiProvider } from "wagmi";
import type { Config } from "@/app/_api/config";
import { BoardProblem, BoardWaiting } from "@/app/_board/BoardState";
import { createApproval } from "@/app/_bridge/link/createApproval";
import { useWorldConfig } from "@/app/_chain/useWorldConfig";
import { createWalletConfig } from "@/app/_chain/wagmi";
import { createWalletLink } from "@/app/_chain/walletLink";
import { useOnline } from "@/app/_ui/useOnline";
import { ApproveView } from "./ApproveView";

/** Everything that lives as long as the page. The request is in the address's fragment, which no server sees. */
export function ApproveRoot() {
  const [queryClient] = useState(() => new QueryClient());
  return (
    <QueryClientProvider client={queryClient}>
      <Door />
    </QueryClientProvider>
  );
}

function Door() {
  const isOnline = useOnline();
  const { data, error, isFetching, refetch } = useWorldConfig();
  const text = useSyncExternalStore(watchHash, readHash, () => undefined);
  if (data && text !== undefined) return <World key={text} config={data} text={text} />;
  if (!error) return <BoardWaiting />;
  const retry = () => void refetch();
  return <BoardProblem what="request" isOnline={isOnline} reason={error.message} busy={isFetching} onRetry={retry} />;
}

/** Another link opened in the same tab changes only the fragment. */
function watchHash(listener: () => void) {
  window.addEventListener("hashchange", listener);
  return () => window.removeEventListener("hashchange", listener);
}
const readHash = () => window.location.hash.slice(1);

function World({ config, text }: { config: Config; text: string }) {
  const [walletConfig] = useState(() =>
    createWalletConfig(config.deployment.chainId, window.location.origin, config.walletConnect),
  );
  const [approval] = useState(() => createApproval(config, createWalletLink(walletConfig), text));
  return (
    <WagmiProvider config={walletConfig}>
      <ApproveView approval={approval} />
    </WagmiProvider>
  );
}
