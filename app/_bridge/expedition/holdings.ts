import { nameItem } from "@/game/rules/lookup";
import { relics } from "@/game/rules/table";
import type { ItemId, Player } from "@/game/rules/types";

/** A relic that a player owns outside of expeditions: it can be sold and sent. */
export type InventoryItem = { id: ItemId; name: string; count: number };

/** The relics of a player, those that they do not own left out. */
export function listItems({ profile }: Player): readonly InventoryItem[] {
  return relics.flatMap(({ id, item }) => {
    const count = profile.relics[id - 1] ?? 0;
    return count > 0 ? [{ id: item, name: nameItem(item), count }] : [];
  });
}
