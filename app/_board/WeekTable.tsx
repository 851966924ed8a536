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

type Props = { players: WeekBoard["players"]; you: string | undefined };

/** Each wanderer's best hour of the week. */
export function WeekTable({ players, you }: Props) {
  return (
    <RankTable
      caption="The best expeditions of the week by points. A relic counts 100, a quest 20, a region 10, a Sand banked 1."
      columns={columns}
      score={{ label: "Points", show: ({ points }) => formatCount(points) }}
      noteOf={({ regions, quests }) => `${plural(regions, "region")} · ${plural(quests, "quest")}`}
      rows={players}
      you={you}
    />
  );
}
