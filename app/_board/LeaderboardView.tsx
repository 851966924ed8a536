"use client";

import type { Leaderboard } from "@/app/_api/projections";
import { Board } from "./Board";
import { Empty } from "./Empty";
import { LeaderboardTable } from "./LeaderboardTable";
import { readLeaderboard } from "./read";
import { YourPlace } from "./YourPlace";

/** @param you The account of the visitor, when it is known; its row is marked. */
export function LeaderboardView({ you }: { you: string | undefined }) {
  return (
    <Board name={["leaderboard"]} read={readLeaderboard}>
      {({ players }: Leaderboard) =>
        players.length === 0 ? (
          <Empty title="No players yet">The first player to walk, gather or claim a quest appears here.</Empty>
        ) : (
          <>
            <LeaderboardTable players={players} you={you} />
            {you && !players.some(({ account }) => account === you) && <YourPlace account={you} />}
          </>
        )
      }
    </Board>
  );
}
