import { defineAction } from "../action";
import { quest } from "../argument";
import { earn, isDay } from "../expedition";
import { readQuest, readReward } from "../lookup";
import { refuse } from "../outcome";
import { played, readSelf } from "../player";
import { isClaimed, readProgress } from "../quest";
import { takeItems } from "../takeItems";

export const claim = defineAction({
  args: { quest },
  words: "Claim the reward of a quest",
  gas: 160_000,
  sound: "claim",
  apply(scene, { quest: id }) {
    const quest = readQuest(id);
    if (!quest) return refuse("QuestUnknown", `There is no quest ${id}.`);
    const player = readSelf(scene);
    if (isClaimed(player, id)) return refuse("QuestAlreadyClaimed", "This quest is rewarded already.");
    const seen = readProgress(scene.island, player, quest);
    const { amount, kind, subject } = quest.ask;
    if (seen < amount) return refuse("QuestNotMet", `Not yet: ${seen} of ${amount}.`);
    const paid = kind === "bring" ? takeItems(player, [{ item: subject, amount }]) : { ok: true as const, player };
    if (!paid.ok) return paid;
    const earned = earn(paid.player, quest.rewardSand, scene.nowSeconds);
    const quests = earned.expedition.quests + (isDay(player, scene.nowSeconds) ? 1 : 0);
    return played(scene, {
      ...earned,
      claimed: player.claimed | (1 << id),
      sand: player.sand + readReward(quest),
      expedition: { ...earned.expedition, quests },
    });
  },
  describe: ({ quest }) => `Claim “${readQuest(quest)?.name ?? "quest"}”`,
});
