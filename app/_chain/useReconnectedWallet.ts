"use client";

import { useEffect, useEffectEvent } from "react";
import { useConfig } from "wagmi";
import { getConnection, watchConnection } from "wagmi/actions";
import { type ConnectedWallet, createWalletPort } from "./walletPort";

/**
 * Calls back once when a wallet of an earlier visit came back by itself, without a prompt. The first settled state of
 * the page tells: whatever is connected then, nobody asked for in this visit. (wagmi's own event is silent here when
 * the address arrives before the status does.)
 */
export function useReconnectedWallet(onWallet: (wallet: ConnectedWallet) => void): void {
  const config = useConfig();
  const report = useEffectEvent(onWallet);
  useEffect(() => {
    let settled = false;
    const look = () => {
      const { status, connector, address } = getConnection(config);
      if (settled || status === "connecting" || status === "reconnecting") return;
      settled = true;
      if (status === "connected") report(createWalletPort(config, connector, address));
    };
    const stop = watchConnection(config, { onChange: look });
    const turn = setTimeout(look);
    return () => {
      settled = true;
      clearTimeout(turn);
      stop();
    };
  }, [config]);
}
