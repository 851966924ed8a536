"use client";

import { useMemo, useSyncExternalStore } from "react";
import type { Action, Player } from "@/game/rules/types";
import { useBridge, useBridgeSnapshot, useGameSnapshot, useJournal } from "./BridgeProvider";
import { useChainSeconds } from "./clock";
import type { ItemView, OfferView, PositionView, QuestView, ReachView, RecipeView } from "./hudViews";
import type { JournalEntry } from "./journal";
import { traderNote, viewInventory, viewOffers, viewPosition, viewQuests, viewReach, viewRecipes } from "./selectors";

/** The player that everybody is before the first action: at the camp, with nothing. */
function usePlayer(): Player {
  const { world, self, island } = useGameSnapshot();
  const player = self === undefined ? undefined : world.players[self];
  return useMemo(() => player ?? newcomer(island.camp), [player, island.camp]);
}

function newcomer(camp: number): Player {
  return { tile: camp, facing: "south", worn: [], items: {}, sand: 0n, claimed: 0, steps: 0 };
}

/** Plays an action; what the rules refuse at once goes to the journal, so that it is read out. */
export function usePlay(): (action: Action) => void {
  const { game } = useBridge();
  const journal = useJournal();
  return (action) => {
    const answer = game.play(action);
    if (!answer.ok) journal.write("refused", answer.text);
  };
}

export function useJournalEntries(): readonly JournalEntry[] {
  const journal = useJournal();
  return useSyncExternalStore(journal.subscribe, journal.getEntries, journal.getEntries);
}

export function useSand(): bigint {
  return usePlayer().sand;
}

export function useInventory(): readonly ItemView[] {
  const player = usePlayer();
  return useMemo(() => viewInventory(player), [player]);
}

export function useRecipes(): readonly RecipeView[] {
  const player = usePlayer();
  return useMemo(() => viewRecipes(player), [player]);
}

export function useQuests(): readonly QuestView[] {
  const player = usePlayer();
  const { island } = useGameSnapshot();
  return useMemo(() => viewQuests(island, player), [island, player]);
}

export function useOffers(): { offers: readonly OfferView[]; note: string | undefined } {
  const player = usePlayer();
  const { island } = useGameSnapshot();
  const { session } = useBridgeSnapshot();
  const sandLeft = session?.sandLeft;
  return useMemo(
    () => ({ offers: viewOffers(island, player, sandLeft), note: traderNote(island, player) }),
    [island, player, sandLeft],
  );
}

export function usePosition(): PositionView {
  const player = usePlayer();
  const { island } = useGameSnapshot();
  return useMemo(() => viewPosition(island, player), [island, player]);
}

/** What can be gathered from here. Looks at the clock, because nodes grow back. */
export function useReach(): ReachView {
  const player = usePlayer();
  const { island, world } = useGameSnapshot();
  const now = useChainSeconds();
  return useMemo(() => viewReach(island, world, player, now), [island, world, player, now]);
}
