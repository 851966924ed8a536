"use client";

import { useCallback, useState } from "react";
import { WagmiProvider } from "wagmi";
import type { Config } from "@/app/_api/config";
import { BridgeProvider } from "@/app/_bridge/BridgeProvider";
import { createBridge } from "@/app/_bridge/createBridge";
import { createWalletConfig } from "@/app/_chain/wagmi";
import { PlayScreen } from "./PlayScreen";
import { Waking } from "./Waking";
import { WalletLink } from "./WalletLink";

/** Everything that lives as long as the page plays in one world. */
export function World({ config }: { config: Config }) {
  const [walletConfig] = useState(() => createWalletConfig(config.deployment.chainId, window.location.origin));
  const openBridge = useCallback(() => createBridge(config), [config]);
  return (
    <WagmiProvider config={walletConfig}>
      <BridgeProvider createBridge={openBridge} fallback={<Waking />}>
        <WalletLink />
        <PlayScreen />
      </BridgeProvider>
    </WagmiProvider>
  );
}
