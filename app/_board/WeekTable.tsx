import { namesOf } from "@/app/_api/columns";
import { scoreColumns } from "@/app/_api/scoreColumns";
import type { WeekBoard, WeekPlace } from "@/app/_api/week";
import { formatAgo, formatCount, plural } from "@/app/_ui/format";
import { type Column, scoreParts, worth } from "./columns";
import { RankTable } from "./RankTable";

const columns: readonly Column<WeekPlace>[] = [
  ...scoreParts,
  { label: "Scored", look: "text-mist max-lg:hidden", show: ({ seconds }) => formatAgo(seconds) },
];

/** What there was, regions first: nobody is told of no relics. */
function noteOf(row: WeekPlace): string {
  return namesOf(scoreColumns)
    .filter((name) => name === "regions" || (name !== "banked" && row[name] > 0))
    .map((name) => plural(row[name], scoreColumns[name].noun))
    .join(" · ");
}

type Props = { players: WeekBoard["players"]; you: string | undefined };

/** Each wanderer's best hour of the week. */
export function WeekTable({ players, you }: Props) {
  return (
    <RankTable
      caption={`The best expeditions of the week by points. ${worth}.`}
      columns={columns}
      score={{ label: "Points", show: ({ points }) => formatCount(points) }}
      noteOf={noteOf}
      rows={players}
      you={you}
    />
  );
}
