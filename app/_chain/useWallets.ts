"use client";

import { useMemo, useState, useSyncExternalStore } from "react";
import { useConfig, useConnect, useConnection, useConnectors, useDisconnect, useSwitchChain } from "wagmi";
import { readAnnouncements, type WalletChoice } from "./announcement";
import { walletErrorText } from "./walletError";
import { type ConnectedWallet, createWalletPort } from "./walletPort";

export type Wallets = {
  choices: readonly WalletChoice[];
  /** The wallet that was asked and has not answered yet. */
  asking: string | undefined;
  error: string | undefined;
  /** Resolves with the wallet, or with nothing when it refused; the reason is then in `error`. */
  connect: (id: string) => Promise<ConnectedWallet | undefined>;
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

  const asked = connecting.variables?.connector;
  return {
    choices,
    asking: connecting.isPending && asked && "id" in asked ? asked.id : undefined,
    error,
    wrongChain,
    switching: switchingChain.isPending,
    connect: async (id) => {
      const connector = connectors.find((each) => each.id === id);
      if (!connector) return undefined;
      setError(undefined);
      try {
        const known = connection.connector?.uid === connector.uid ? connection.address : undefined;
        const address = known ?? (await connecting.mutateAsync({ connector })).accounts[0];
        return createWalletPort(config, connector, address);
      } catch (cause) {
        setError(walletErrorText(cause));
        return undefined;
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
