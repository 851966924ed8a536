"use client";

import type { WeekBoard } from "@/app/_api/week";
import { formatDays } from "@/app/_ui/format";
import { Board } from "./Board";
import { Empty } from "./Empty";
import { OwnWeek } from "./OwnWeek";
import { readWeek } from "./read";
import { WeekTable } from "./WeekTable";

/** @param you The account of the visitor, when it is known; its row is marked. */
export function WeekView({ you }: { you: string | undefined }) {
  return (
    <Board name={["week", you ?? ""]} read={(signal) => readWeek(you, signal)}>
      {({ players, own, week, beginSeconds, endSeconds }: WeekBoard) => (
        <>
          <p data-testid="week" data-week={week} className="mb-4 text-mist">
            {formatDays(beginSeconds, endSeconds)}. Each player’s best expedition counts, in the week it started.
          </p>
          {players.length === 0 ? (
            <Empty title="No scores this week yet">
              Start an expedition at the camp and finish it within the hour to appear here.
            </Empty>
          ) : (
            <>
              <WeekTable players={players} you={you} />
              {you && !players.some(({ account }) => account === you) && <OwnWeek account={you} own={own} />}
            </>
          )}
        </>
      )}
    </Board>
  );
}
