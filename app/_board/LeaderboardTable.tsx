import { deedColumns } from "@/app/_api/deedColumns";
import type { Leaderboard } from "@/app/_api/projections";
import { formatAgo, formatCount, plural } from "@/app/_ui/format";
import { type Column, type DeedName, deedNames, showDeed } from "./columns";
import { RankTable } from "./RankTable";

type Row = Leaderboard["players"][number];

/** For these there is room on a wide screen only. */
const onlyWide: readonly DeedName[] = ["crafted", "sandEarned"];

const columns: readonly Column<Row>[] = [
  ...deedNames.map((name) => ({
    label: deedColumns[name].label,
    look: onlyWide.includes(name) ? "max-lg:hidden" : "max-md:hidden",
    show: (row: Row) => showDeed(name, row),
  })),
  { label: "Last seen", look: "text-mist max-xl:hidden", show: ({ lastSeconds }) => formatAgo(lastSeconds) },
];

type Props = { players: Leaderboard["players"]; you: string | undefined };

/** Who did most, ever. */
export function LeaderboardTable({ players, you }: Props) {
  return (
    <RankTable
      caption="The best wanderers by score. A quest counts 100, a thing crafted 10, a piece gathered 2, ten steps 1."
      columns={columns}
      score={{ label: "Score", show: ({ score }) => formatCount(score) }}
      noteOf={({ quests, gathered }) => `${plural(quests, "quest")} · ${formatCount(gathered)} gathered`}
      rows={players}
      you={you}
    />
  );
}
