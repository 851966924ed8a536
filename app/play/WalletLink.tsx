"use client";

import { useBridge } from "@/app/_bridge/BridgeProvider";
import { useReconnectedWallet } from "@/app/_chain/useReconnectedWallet";

/** After a reload the wallet comes back by itself; the bridge needs it again before it can ask for a signature. */
export function WalletLink() {
  const bridge = useBridge();
  useReconnectedWallet((wallet) => {
    if (bridge.getSnapshot().owner?.kind !== "guest") void bridge.connectWallet(wallet);
  });
  return null;
}
