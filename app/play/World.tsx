"use client";

import { useCallback, useState } from "react";
import { WagmiProvider } from "wagmi";
import type { Config } from "@/app/_api/config";
import { BridgeProvider } from "@/app/_bridge/BridgeProvider";
import { createBridge } from "@/app/_bridge/createBridge";
import { createWalletConfig } from "@/app/_chain/wagmi";
import { createWalletLink } from "@/app/_chain/walletLink";
import { PlayScreen } from "./PlayScreen";
import { Waking } from "./Waking";

/** Everything that lives as long as the page plays in one world. */
export function World({ config }: { config: Config }) {
  const [walletConfig] = useState(() =>
    createWalletConfig(config.deployment.chainId, window.location.origin, config.walletConnect),
  );
  const openBridge = useCallback(() => createBridge(config, createWalletLink(walletConfig)), [config, walletConfig]);
  return (
    <WagmiProvider config={walletConfig}>
      <BridgeProvider createBridge={openBridge} fallback={<Waking />}>
        <PlayScreen />
      </BridgeProvider>
    </WagmiProvider>
  );
}
