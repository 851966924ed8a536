import { biomeAt } from "./island";
import { countBits, countItem, wears } from "./player";
import type { QuestRow } from "./rows";
import type { Island, Player, QuestId } from "./types";

export function isClaimed(player: Player, id: QuestId): boolean {
  return ((player.claimed >>> id) & 1) === 1;
}

/** How much of `quest.ask.amount` is reached; may be higher. */
export function readProgress(island: Island, player: Player, quest: QuestRow): number {
  const { kind, subject } = quest.ask;
  switch (kind) {
    case "walk":
      return player.steps;
    case "wear":
      return wears(player, subject) ? 1 : 0;
    case "stand":
      return biomeAt(island, player.tile) === subject ? 1 : 0;
    case "explore":
      return countBits(player.expedition.regions);
    case "find":
      return countBits(player.found);
    case "hold":
    case "bring":
      return countItem(player, subject);
  }
}
