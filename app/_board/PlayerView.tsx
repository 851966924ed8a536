"use client";

import { loadPart } from "@/app/_ui/loadPart";
import { ActivityList } from "./ActivityList";
import { BestResults } from "./BestResults";
import { Board } from "./Board";
import { Empty } from "./Empty";
import { RunList } from "./RunList";
import { type PlayerAnswer, readPlayer } from "./read";
import { SessionList } from "./SessionList";

/** Reads the chain, which the lists do not: loaded after them. */
const PlayerAchievements = loadPart(() => import("./PlayerAchievements").then((module) => module.PlayerAchievements));

export function PlayerView({ account }: { account: `0x${string}` }) {
  return (
    <Board name={["player", account]} read={(signal) => readPlayer(account, signal)}>
      {({ best, runs, sessions, activities }: PlayerAnswer) =>
        runs.length + sessions.length > 0 ? (
          <div className="grid gap-12">
            <BestResults best={best} />
            <PlayerAchievements account={account} />
            <div className="grid items-start gap-12 lg:grid-cols-[1fr_20rem]">
              <RunList account={account} runs={runs} />
              <ActivityList activities={activities} />
            </div>
            <SessionList sessions={sessions} />
          </div>
        ) : (
          <Empty title="Nobody has played with this account yet">
            Its first expedition appears here a moment after it is on chain.
          </Empty>
        )
      }
    </Board>
  );
}
