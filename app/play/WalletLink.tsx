"use client";

import { useBridge } from "@/app/_bridge/BridgeProvider";
import { useReconnectedWallet } from "@/app/_chain/useReconnectedWallet";

/** After a reload the wallet comes back by itself; the bridge needs it again before it can ask for a signature. */
export function WalletLink() {
  const bridge = useBridge();
  useReconnectedWallet((wallet) => {
    const { owner } = bridge.getSnapshot();
    // Who plays already, as a guest or with a passkey, is not replaced by a wallet of an earlier visit.
    if (owner === undefined || owner.kind === "wallet") void bridge.connectWallet(wallet);
  });
  return null;
}
