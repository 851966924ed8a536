"use client";

import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { WagmiProvider } from "wagmi";
import type { Config } from "@/app/_api/config";
import type { WalletLink } from "@/app/_bridge/ports";
import { useWorldConfig } from "@/app/_chain/useWorldConfig";
import { createWalletConfig } from "@/app/_chain/wagmi";
import { createWalletLink } from "@/app/_chain/walletLink";
import { useOnline } from "@/app/_ui/useOnline";
import { BoardProblem, BoardWaiting } from "./BoardState";

type Props = { children: (config: Config, wallet: WalletLink) => ReactNode };

/** Everything that a page about the chain needs as long as it is open: the world, and the wallet. No database, no game. */
export function WorldPage(props: Props) {
  const [queryClient] = useState(() => new QueryClient());
  return (
    <QueryClientProvider client={queryClient}>
      <Door {...props} />
    </QueryClientProvider>
  );
}

function Door({ children }: Props) {
  const isOnline = useOnline();
  const { data, error, isFetching, refetch } = useWorldConfig();
  if (data) return <World config={data}>{children}</World>;
  if (!error) return <BoardWaiting />;
  return <BoardProblem isOnline={isOnline} reason={error.message} busy={isFetching} onRetry={() => void refetch()} />;
}

function World({ config, children }: Props & { config: Config }) {
  const [walletConfig] = useState(() =>
    createWalletConfig(config.deployment.chainId, window.location.origin, config.walletConnect),
  );
  const [wallet] = useState(() => createWalletLink(walletConfig));
  return <WagmiProvider config={walletConfig}>{children(config, wallet)}</WagmiProvider>;
}
