"use client";

import type { PlayerPage } from "@/app/_api/player";
import { Board } from "./Board";
import { Empty } from "./Empty";
import { Expeditions } from "./Expeditions";
import { QuestList } from "./QuestList";
import { readPlayer } from "./read";
import { SumTiles } from "./SumTiles";

export function PlayerView({ account }: { account: string }) {
  return (
    <Board name={["player", account]} read={(signal) => readPlayer(account, signal)}>
      {({ sums, expeditions, quests }: PlayerPage) =>
        sums || expeditions.length > 0 ? (
          <div className="grid gap-12">
            {sums && <SumTiles sums={sums} />}
            <div className="grid items-start gap-12 lg:grid-cols-[1fr_20rem]">
              <Expeditions expeditions={expeditions} />
              <QuestList quests={quests} />
            </div>
          </div>
        ) : (
          <Empty title="Nobody has played with this account yet">
            It appears here a moment after its first step is on chain.
          </Empty>
        )
      }
    </Board>
  );
}
