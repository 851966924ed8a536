"use client";

import { useConfig, useConnectionEffect } from "wagmi";
import { type ConnectedWallet, createWalletPort } from "./walletPort";

/** Calls back when a wallet of an earlier visit came back by itself, without a prompt. */
export function useReconnectedWallet(onWallet: (wallet: ConnectedWallet) => void): void {
  const config = useConfig();
  useConnectionEffect({
    onConnect: ({ address, connector, isReconnected }) => {
      if (isReconnected) onWallet(createWalletPort(config, connector, address));
    },
  });
}
