import type { BoardPlace } from "@/app/_api/boards";
import { formatCount } from "@/app/_ui/format";
import { nameDay, nameLength, type Shown } from "./boards";
import type { Column } from "./columns";
import { RankTable } from "./RankTable";

const result: Column<BoardPlace> = {
  ...{ label: "Result", look: "max-md:hidden" },
  show: ({ result = 0 }) => formatCount(result),
};

/** What is ranked, for who does not see it. */
function captionOf({ view, length, day, room }: Shown): string {
  if (view === "league") return "The league of the week: the sum of each player’s best five daily results.";
  if (view === "room") return `The best expeditions in room ${room} by points. A result of 100 is par.`;
  const when = view === "week" ? "of the week" : day === undefined ? "of today" : `of ${nameDay(day)}`;
  return `The best daily expeditions ${when} by points: ${nameLength(length)}. A result of 100 is par.`;
}

type Props = { shown: Shown; players: readonly BoardPlace[] };

/** The players of a board, the best first. */
export function PlaceTable({ shown, players }: Props) {
  const isLeague = shown.view === "league";
  return (
    <RankTable
      caption={captionOf(shown)}
      columns={isLeague ? [] : [result]}
      score={{ label: "Points", show: ({ points }) => formatCount(points) }}
      noteOf={({ result }) => (result === undefined ? "" : `Result ${formatCount(result)}`)}
      rows={players}
      you={shown.you}
    />
  );
}
