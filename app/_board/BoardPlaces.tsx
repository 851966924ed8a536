"use client";

import type { Board as BoardAnswer } from "@/app/_api/boards";
import { formatDays } from "@/app/_ui/format";
import { Board } from "./Board";
import { type BoardView, nameDay, nameLength, type Shown } from "./boards";
import { Empty } from "./Empty";
import { OwnPlace } from "./OwnPlace";
import { PlaceTable } from "./PlaceTable";
import { readBoard } from "./read";

type Words = { rule: string; emptyTitle: (length: string) => string; empty: string };

const words: Readonly<Record<BoardView, Words>> = {
  today: {
    rule: "Everyone plays the same island. Each player has one daily expedition.",
    emptyTitle: (length) => `Nobody has set out on a ${length} today yet`,
    empty: "Set out on today’s island to be the first here.",
  },
  week: {
    rule: "Each player’s best daily expedition counts, in the week it started.",
    emptyTitle: (length) => `Nobody has played a daily ${length} this week yet`,
    empty: "Set out on today’s island to be the first here.",
  },
  league: {
    rule: "The sum of each player’s best five daily results, of any length.",
    emptyTitle: () => "Nobody is in this week’s league yet",
    empty: "Set out on today’s island, and your result counts in the league.",
  },
  room: {
    rule: "One island and one start for all who joined. Each player’s best expedition in the room counts.",
    emptyTitle: () => "Nobody has set out in this room yet",
    empty: "Whoever joins appears here a moment after setting out.",
  },
};

/** Of a day that an address names, which may be over. */
const ofDay = (day: number): Words => ({
  ...words.today,
  emptyTitle: (length) => `Nobody is on the board of this day for a ${length}`,
  empty: `This is the board of ${nameDay(day)}. “Today” leads to the newest.`,
});

/** The places of one board. */
export function BoardPlaces({ shown }: { shown: Shown }) {
  const { view, length, day, room, you } = shown;
  const { rule, emptyTitle, empty } = day === undefined ? words[view] : ofDay(day);
  return (
    <Board
      name={["board", view, `${length}`, `${day}`, `${room}`, you ?? ""]}
      read={(signal) => readBoard(shown, signal)}
    >
      {({ board, players, own, beginSeconds, endSeconds }: BoardAnswer) => (
        <>
          <p data-testid="board-time" data-board={board} className="mb-4 text-mist">
            {beginSeconds !== undefined && endSeconds !== undefined && `${formatDays(beginSeconds, endSeconds)}. `}
            {rule}
          </p>
          {players.length === 0 ? (
            <Empty title={emptyTitle(nameLength(length))}>{empty}</Empty>
          ) : (
            <>
              <PlaceTable shown={shown} players={players} />
              {you && !players.some(({ account }) => account === you) && <OwnPlace account={you} own={own} />}
            </>
          )}
        </>
      )}
    </Board>
  );
}
