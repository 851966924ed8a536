"use client";

import { usePlay, useQuests } from "@/app/_bridge/hud";
import { QuestRow } from "./QuestRow";

const order = { claimable: 0, open: 1, claimed: 2 } as const;

/** What can be claimed stands first, what is done last. */
export function Quests() {
  const quests = useQuests();
  const play = usePlay();
  const done = quests.filter(({ state }) => state === "claimed").length;
  return (
    <div className="grid gap-2">
      <p className="text-sm text-mist">
        {done} of {quests.length} done
      </p>
      <ul className="grid gap-2">
        {quests
          .toSorted((a, b) => order[a.state] - order[b.state])
          .map((quest) => (
            <QuestRow key={quest.id} quest={quest} onClaim={() => play({ type: "claim", quest: quest.id })} />
          ))}
      </ul>
    </div>
  );
}
