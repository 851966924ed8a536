"use client";

import { useMemo, useSyncExternalStore } from "react";
import type { Action } from "@/game/rules/actions";
import type { Scene } from "@/game/rules/types";
import { useBridge, useBridgeSnapshot, useGameSnapshot, useJournal } from "./BridgeProvider";
import { viewButtons, viewCamp } from "./campViews";
import { useChainSeconds } from "./clock";
import type {
  ButtonView,
  CampView,
  ItemView,
  OfferView,
  Panel,
  PositionView,
  QuestView,
  ReachView,
  RecipeView,
} from "./hudViews";
import type { JournalEntry } from "./journal";
import { traderNote, viewInventory, viewOffers, viewPosition, viewQuests, viewReach, viewRecipes } from "./selectors";
import { readStake, type Stake } from "./stake";

/** No player has this name, so the rules see a new player: at the camp, with nothing. */
const stranger = "";

/** Without a clock, so that what does not depend on time does not render every second. */
function useScene(nowSeconds = 0): Scene {
  const { island, world, self = stranger } = useGameSnapshot();
  return useMemo(() => ({ island, world, self, nowSeconds }), [island, world, self, nowSeconds]);
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

export function useSand(): bigint {
  const { world, self } = useScene();
  return world.players[self]?.sand ?? 0n;
}

/** What the player has to lose; undefined: nothing yet. */
export function useStake(): Stake | undefined {
  const { world, self } = useScene();
  return readStake(world.players[self]);
}

export function useInventory(): readonly ItemView[] {
  const scene = useScene();
  return useMemo(() => viewInventory(scene), [scene]);
}

export function useRecipes(): readonly RecipeView[] {
  const scene = useScene();
  return useMemo(() => viewRecipes(scene), [scene]);
}

export function useQuests(): readonly QuestView[] {
  const scene = useScene();
  return useMemo(() => viewQuests(scene), [scene]);
}

export function useOffers(): { offers: readonly OfferView[]; note: string | undefined } {
  const scene = useScene();
  const sandLeft = useBridgeSnapshot().session?.sandLeft;
  return useMemo(() => ({ offers: viewOffers(scene, sandLeft), note: traderNote(scene) }), [scene, sandLeft]);
}

export function usePosition(): PositionView {
  const scene = useScene();
  return useMemo(() => viewPosition(scene), [scene]);
}

/** Uses the clock: night falls. */
export function useCamp(): CampView {
  const scene = useScene(useChainSeconds());
  return useMemo(() => viewCamp(scene), [scene]);
}

/** The buttons of a panel's actions. Uses the clock: night falls, chests refill every week. */
export function useButtons(panel: Panel): readonly ButtonView[] {
  const scene = useScene(useChainSeconds());
  return useMemo(() => viewButtons(scene, panel), [scene, panel]);
}

/** What can be gathered from here. Uses the clock, because nodes grow back. */
export function useReach(): ReachView {
  const scene = useScene(useChainSeconds());
  return useMemo(() => viewReach(scene), [scene]);
}
