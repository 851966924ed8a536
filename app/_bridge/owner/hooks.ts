"use client";

import { useMemo, useSyncExternalStore } from "react";
import { nameItem } from "@/game/rules/lookup";
import { namePlayer } from "@/game/rules/playerName";
import { useBridge, useBridgeSnapshot } from "../BridgeProvider";
import type { Offer, OwnerAction, OwnerSnapshot, SecureSnapshot } from "./ports";

/** The owner's current action. */
export function useOwnerSnapshot(): OwnerSnapshot {
  const { owner } = useBridge();
  return useSyncExternalStore(owner.subscribe, owner.getSnapshot, owner.getSnapshot);
}

/** The progress of handing over a guest's account; undefined: it is not shown. */
export function useSecureSnapshot(): SecureSnapshot {
  const { secure } = useBridge();
  return useSyncExternalStore(secure.subscribe, secure.getSnapshot, secure.getSnapshot);
}

/** Begins an action that only the owner may do: nothing is signed before the player has read it and agreed. */
export function useAskOwner(): (action: OwnerAction) => void {
  const { owner } = useBridge();
  return (action) => void owner.ask(action);
}

/** An offer, as a row of the Bazaar. */
export type OfferRowView = Offer & { name: string; sellerName: string; isOwn: boolean };

/** Offers with names for item and seller, and a mark for the player's own. */
export function useOfferRows(offers: readonly Offer[]): readonly OfferRowView[] {
  const own = useBridgeSnapshot().owner?.account.toLowerCase();
  return useMemo(
    () =>
      offers.map((offer) => ({
        ...offer,
        name: nameItem(offer.item),
        sellerName: namePlayer(offer.seller),
        isOwn: offer.seller.toLowerCase() === own,
      })),
    [offers, own],
  );
}
