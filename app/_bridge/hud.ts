"use client";

import { useMemo, useSyncExternalStore } from "react";
import type { Action } from "@/game/rules/actions";
import { type Moment, readMoment } from "@/game/rules/moment";
import { newcomer } from "@/game/rules/player";
import type { Player, Scene } from "@/game/rules/types";
import { useBridge, useBridgeSnapshot, useGameSnapshot, useJournal, useLog } from "./BridgeProvider";
import { useChainSeconds } from "./clock";
import { type InventoryItem, listItems } from "./expedition/holdings";
import type { ExpeditionLog } from "./expedition/log";
import { type PositionView, viewPosition } from "./expedition/viewPosition";
import type { JournalEntry } from "./journal";
import { readStake, type Stake } from "./stake";

/** Everything that the rules look at, as predicted; renders once a second. */
export function useScene(): Scene {
  const { game } = useBridge();
  const snapshot = useGameSnapshot();
  const seconds = useChainSeconds();
  // The scene is read from the port: it changes with what was played, and with the clock.
  // biome-ignore lint/correctness/useExhaustiveDependencies: they say when to read again.
  return useMemo(() => game.getScene(), [game, snapshot, seconds]);
}

/** The running expedition; undefined before it and after its end. */
export function useMoment(): Moment | undefined {
  const scene = useScene();
  return useMemo(() => {
    const moment = readMoment(scene);
    return moment.ok ? moment : undefined;
  }, [scene]);
}

/** What this visit saw of the newest expedition, and the newest action. */
export function useExpeditionLog(): ExpeditionLog {
  const log = useLog();
  return useSyncExternalStore(log.subscribe, log.get, log.get);
}

/** The own player, as predicted. */
export function usePlayer(): Player {
  const { world, self = "" } = useGameSnapshot();
  return world.players[self] ?? newcomer;
}

/** Plays an action; a refusal by the rules goes to the journal, so that it is read out. */
export function usePlay(): (action: Action) => void {
  const { game } = useBridge();
  return (action) => void game.play(action);
}

/** Says why a press did nothing. */
export function useRefuse(): (text: string) => void {
  const journal = useJournal();
  return (text) => journal.write("refused", text);
}

export function useJournalEntries(): readonly JournalEntry[] {
  const journal = useJournal();
  return useSyncExternalStore(journal.subscribe, journal.getEntries, journal.getEntries);
}

/** Sand that is carried, smallest unit. */
export function useSand(): bigint {
  return usePlayer().profile.sand;
}

/** Sand that the session may still spend; undefined without one. */
export function useSandLeft(): bigint | undefined {
  return useBridgeSnapshot().session?.sandLeft;
}

/** What the player has to lose; undefined: nothing yet. */
export function useStake(): Stake | undefined {
  const player = usePlayer();
  return useMemo(() => readStake(player), [player]);
}

/** What the player owns and can sell or send. */
export function useInventory(): readonly InventoryItem[] {
  const player = usePlayer();
  return useMemo(() => listItems(player), [player]);
}

/** Where the player stands; undefined without an expedition. */
export function usePosition(): PositionView | undefined {
  const { run } = usePlayer();
  return useMemo(() => viewPosition(run), [run]);
}
