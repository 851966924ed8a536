"use client";

import { createContext, type ReactNode, useContext, useEffect, useState, useSyncExternalStore } from "react";
import { createExpeditionLog, type LogStore } from "./expedition/log";
import { createJournal, type Journal } from "./journal";
import type { PlaySnapshot } from "./playPort";
import type { Bridge, BridgeSnapshot } from "./ports";

export type BridgeFactory = () => Bridge;

type Link = { bridge: Bridge; journal: Journal; log: LogStore };

const LinkContext = createContext<Link | undefined>(undefined);

type Props = {
  /** Must be stable: a new factory creates a new bridge. */
  createBridge: BridgeFactory;
  /** Shown until the bridge exists; the server renders this too. */
  fallback: ReactNode;
  children: ReactNode;
};

/**
 * Opens the bridge when the page mounts and closes it when the page unmounts. Strict mode mounts, unmounts and mounts again
 * at once; the bridge is created one turn later, so that only the mount that stays takes the session's lane.
 */
export function BridgeProvider({ createBridge, fallback, children }: Props) {
  const [link, setLink] = useState<Link>();
  useEffect(() => {
    let opened: Link | undefined;
    const turn = setTimeout(() => {
      const bridge = createBridge();
      opened = { bridge, journal: createJournal(bridge.game), log: createExpeditionLog(bridge.game) };
      setLink(opened);
    });
    return () => {
      clearTimeout(turn);
      setLink(undefined);
      opened?.journal.dispose();
      opened?.log.dispose();
      opened?.bridge.dispose();
    };
  }, [createBridge]);
  return link ? <LinkContext value={link}>{children}</LinkContext> : fallback;
}

function useLink(): Link {
  const link = useContext(LinkContext);
  if (!link) throw new Error("useBridge needs a BridgeProvider above it");
  return link;
}

export function useBridge(): Bridge {
  return useLink().bridge;
}

export function useJournal(): Journal {
  return useLink().journal;
}

export function useLog(): LogStore {
  return useLink().log;
}

export function useBridgeSnapshot(): BridgeSnapshot {
  const { bridge } = useLink();
  return useSyncExternalStore(bridge.subscribe, bridge.getSnapshot, bridge.getSnapshot);
}

/** The predicted world. */
export function useGameSnapshot(): PlaySnapshot {
  const { game } = useLink().bridge;
  return useSyncExternalStore(game.subscribe, game.getSnapshot, game.getSnapshot);
}
