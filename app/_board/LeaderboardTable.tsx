import type { Leaderboard } from "@/app/_api/projections";
import { formatAgo, formatAmount, formatCount, plural } from "@/app/_ui/format";
import { type Column, RankTable } from "./RankTable";

type Row = Leaderboard["players"][number];

const columns: readonly Column<Row>[] = [
  { label: "Quests", look: "max-md:hidden", show: ({ quests }) => formatCount(quests) },
  { label: "Crafted", look: "max-lg:hidden", show: ({ crafted }) => formatCount(crafted) },
  { label: "Gathered", look: "max-md:hidden", show: ({ gathered }) => formatCount(gathered) },
  { label: "Steps", look: "max-md:hidden", show: ({ steps }) => formatCount(steps) },
  { label: "Sand earned", look: "max-lg:hidden", show: ({ sandEarned }) => formatAmount(sandEarned) },
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
