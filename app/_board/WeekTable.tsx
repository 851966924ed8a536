import type { WeekBoard, WeekPlace } from "@/app/_api/week";
import { formatAgo, formatCount, plural } from "@/app/_ui/format";
import { type Column, RankTable } from "./RankTable";

const columns: readonly Column<WeekPlace>[] = [
  { label: "Regions", look: "max-md:hidden", show: ({ regions }) => formatCount(regions) },
  { label: "Relics", look: "max-md:hidden", show: ({ relics }) => formatCount(relics) },
  { label: "Quests", look: "max-md:hidden", show: ({ quests }) => formatCount(quests) },
  { label: "Sand banked", look: "max-md:hidden", show: ({ banked }) => formatCount(banked) },
  { label: "Scored", look: "text-mist max-lg:hidden", show: ({ seconds }) => formatAgo(seconds) },
];

/** What there was, regions first: nobody is told of no relics. */
function noteOf({ regions, relics, quests }: WeekPlace): string {
  const parts = [
    plural(regions, "region"),
    relics > 0 && plural(relics, "relic"),
    quests > 0 && plural(quests, "quest"),
  ];
  return parts.filter(Boolean).join(" · ");
}

type Props = { players: WeekBoard["players"]; you: string | undefined };

/** Each wanderer's best hour of the week. */
export function WeekTable({ players, you }: Props) {
  return (
    <RankTable
      caption="The best expeditions of the week by points. A relic counts 100, a quest 20, a region 10, a Sand banked 1."
      columns={columns}
      score={{ label: "Points", show: ({ points }) => formatCount(points) }}
      noteOf={noteOf}
      rows={players}
      you={you}
    />
  );
}
