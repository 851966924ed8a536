"use client";

import { useMemo, useState, useSyncExternalStore } from "react";
import type { Address } from "viem";
import { useConfig, useConnect, useConnection, useConnectors, useDisconnect, useSwitchChain } from "wagmi";
import { CancelledError } from "@/session/deadline";
import { readAnnouncements, type WalletChoice } from "./announcement";
import { walletErrorText } from "./walletError";

export type Wallets = {
  choices: readonly WalletChoice[];
  /** The wallet that was asked last. */
  asked: string | undefined;
  error: string | undefined;
  /**
   * Asks a wallet who it is. Rejects with CancelledError when it says no: the reason is then in `error`. One that answers
   * after `signal` has aborted is let go of again: nobody waits for it any more.
   */
  connect: (id: string, signal: AbortSignal) => Promise<Address>;
  disconnect: () => Promise<void>;
  /** Set while the wallet sits on a chain that is not the island's. */
  wrongChain: { seen: number; wanted: number; wantedName: string } | undefined;
  switching: boolean;
  /** Asks the wallet to change its chain, and to learn about ours when it does not know it. */
  switchChain: () => Promise<void>;
};

const never = () => () => {};

export function useWallets(): Wallets {
  const config = useConfig();
  const connectors = useConnectors();
  const connection = useConnection();
  const connecting = useConnect();
  const switchingChain = useSwitchChain();
  const disconnecting = useDisconnect();
  const [error, setError] = useState<string>();
  const [asked, setAsked] = useState<string>();
  const hasInjected = useSyncExternalStore(
    never,
    () => "ethereum" in window,
    () => false,
  );

  const choices = useMemo(() => {
    const announced = connectors.filter(({ id }) => id !== "injected");
    // The plain connector is the last resort: a wallet that announced itself sits in `window.ethereum` as well.
    const shown = announced.length > 0 || !hasInjected ? announced : connectors;
    return readAnnouncements(
      shown.map(({ id, name, icon }) => ({ id, name: id === "injected" ? "Browser wallet" : name, icon })),
    );
  }, [connectors, hasInjected]);

  const [chain] = config.chains;
  const wrongChain =
    connection.chainId !== undefined && connection.chainId !== chain.id
      ? { seen: connection.chainId, wanted: chain.id, wantedName: chain.name }
      : undefined;

  return {
    choices,
    asked,
    error,
    wrongChain,
    switching: switchingChain.isPending,
    connect: async (id, signal) => {
      const connector = connectors.find((each) => each.id === id);
      if (!connector) throw new CancelledError();
      setError(undefined);
      setAsked(id);
      try {
        const known = connection.connector?.uid === connector.uid ? connection.address : undefined;
        const address = known ?? (await connecting.mutateAsync({ connector })).accounts[0];
        if (signal.aborted) void disconnecting.mutateAsync({ connector }).catch(() => undefined);
        return address;
      } catch (cause) {
        if (!signal.aborted) setError(walletErrorText(cause));
        throw new CancelledError();
      }
    },
    disconnect: async () => {
      if (connection.isConnected) await disconnecting.mutateAsync({});
    },
    switchChain: async () => {
      setError(undefined);
      try {
        await switchingChain.mutateAsync({ chainId: chain.id });
      } catch (cause) {
        setError(walletErrorText(cause));
      }
    },
  };
}
