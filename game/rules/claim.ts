import { takeItems } from "./craft";
import { earn, isDay } from "./expedition";
import { biomeAt } from "./island";
import { readQuest, readReward } from "./lookup";
import { type Outcome, refuse } from "./outcome";
import { countBits, countItem, readPlayer, wears, withPlayer } from "./player";
import type { QuestRow } from "./table";
import type { Island, Player, QuestId, Seconds, World } from "./types";

export function applyClaim(island: Island, world: World, self: string, id: QuestId, nowSeconds: Seconds): Outcome {
  const quest = readQuest(id);
  if (!quest) return refuse("QuestUnknown", `There is no quest ${id}.`);
  const player = readPlayer(world, self);
  if (isClaimed(player, id)) return refuse("QuestAlreadyClaimed", "This quest is rewarded already.");
  const seen = readProgress(island, player, quest);
  const { amount, kind, subject } = quest.ask;
  if (seen < amount) return refuse("QuestNotMet", `Not yet: ${seen} of ${amount}.`);
  const paid = kind === "bring" ? takeItems(player, [{ item: subject, amount }]) : { ok: true as const, player };
  if (!paid.ok) return paid;
  const earned = earn(paid.player, quest.rewardSand, nowSeconds);
  const quests = earned.expedition.quests + (isDay(player, nowSeconds) ? 1 : 0);
  const next = {
    ...earned,
    claimed: player.claimed | (1 << id),
    sand: player.sand + readReward(quest),
    expedition: { ...earned.expedition, quests },
  };
  return { ok: true, world: withPlayer(world, self, next) };
}

export function isClaimed(player: Player, id: QuestId): boolean {
  return ((player.claimed >>> id) & 1) === 1;
}

/** How much of `quest.ask.amount` is reached; may be above it. */
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
