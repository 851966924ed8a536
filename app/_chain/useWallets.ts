"use client";

import { CancelledError } from "@hourglass/session/core";
import { useMemo, useState, useSyncExternalStore } from "react";
import type { Address } from "viem";
import { useConfig, useConnect, useConnection, useConnectors, useDisconnect, useSwitchChain } from "wagmi";
import { readAnnouncements, type WalletChoice } from "./announcement";
import { WALLET_CONNECT } from "./walletConnect/connector";
import type { Pairing } from "./walletConnect/pairing";
import { walletErrorText } from "./walletError";

export type Wallets = {
  choices: readonly WalletChoice[];
  /** The code for a wallet on another device, while one is asked; undefined where none can be. */
  pairing: Pairing | undefined;
  /** The wallet that was asked last. */
  asked: string | undefined;
  error: string | undefined;
  /**
   * Asks a wallet for its account. Rejects with CancelledError when it refuses: the reason is then in `error`. A wallet that
   * answers after `signal` has aborted is disconnected again, since nobody waits for it any more.
   */
  connect: (id: string, signal: AbortSignal) => Promise<Address>;
  disconnect: () => Promise<void>;
  /** Set while the wallet is on a chain other than the island's. */
  wrongChain: { seen: number; wanted: number; wantedName: string } | undefined;
  switching: boolean;
  /** Asks the wallet to switch its chain, and to add ours if it does not know it. */
  switchChain: () => Promise<void>;
};

const never = () => () => {};

const readPairing = (connectors: readonly object[]) =>
  connectors.flatMap((each) => ("pairing" in each ? [each.pairing as Pairing] : []))[0];

/** wagmi may wrap what a connector throws. */
const isCancelled = (cause: unknown) =>
  cause instanceof CancelledError || (cause instanceof Error && cause.cause instanceof CancelledError);

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
    // By type, which wallets do not choose; an id they do.
    const elsewhere = connectors.filter(({ type }) => type === WALLET_CONNECT);
    const announced = connectors.filter(
      ({ id, type }) => id !== "injected" && id !== WALLET_CONNECT && type !== WALLET_CONNECT,
    );
    // The plain connector is the last resort: a wallet that announced itself is in `window.ethereum` as well.
    const plain = connectors.filter(({ id }) => id === "injected");
    const here = announced.length > 0 || !hasInjected ? announced : plain;
    return readAnnouncements([
      ...here.map(({ id, name, icon }) =>
        id === "injected" ? { id, name: "Browser wallet", icon, isOurs: true } : { id, name, icon },
      ),
      ...elsewhere.map(({ id, name, icon }) => ({ id, name, icon, isOurs: true })),
    ]);
  }, [connectors, hasInjected]);
  const pairing = useMemo(() => readPairing(connectors), [connectors]);

  const [chain] = config.chains;
  const wrongChain =
    connection.chainId !== undefined && connection.chainId !== chain.id
      ? { seen: connection.chainId, wanted: chain.id, wantedName: chain.name }
      : undefined;

  return {
    choices,
    pairing,
    asked,
    error,
    wrongChain,
    switching: switchingChain.isPending,
    connect: async (id, signal) => {
      const connector = connectors.find((each) => each.id === id && (id === WALLET_CONNECT) === (each.type === id));
      if (!connector) throw new CancelledError();
      setError(undefined);
      setAsked(id);
      const stopPairing = () => pairing?.getState().cancel();
      signal.addEventListener("abort", stopPairing, { once: true });
      try {
        const known = connection.connector?.uid === connector.uid ? connection.address : undefined;
        const address = known ?? (await connecting.mutateAsync({ connector })).accounts[0];
        if (signal.aborted) void disconnecting.mutateAsync({ connector }).catch(() => undefined);
        return address;
      } catch (cause) {
        if (!signal.aborted && !isCancelled(cause)) setError(walletErrorText(cause));
        throw new CancelledError();
      } finally {
        signal.removeEventListener("abort", stopPairing);
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
