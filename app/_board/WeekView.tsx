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
            {formatDays(beginSeconds, endSeconds)}. The best expedition of each wanderer counts, in the week in which it
            set out.
          </p>
          {players.length === 0 ? (
            <Empty title="Nobody has been scored this week">
              Set out at the camp, come back within the hour and finish: the first one stands here alone.
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
