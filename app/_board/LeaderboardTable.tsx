import type { Leaderboard } from "@/app/_api/projections";
import { cx } from "@/app/_ui/cx";
import { LeaderboardRow } from "./LeaderboardRow";

/** Of each column: its words, and from which width on there is room for it. */
const columns = [
  { label: "Place", look: "w-12 pl-4 text-left sm:w-14 sm:pl-6" },
  { label: "Wanderer", look: "text-left max-sm:px-1" },
  { label: "Quests", look: "max-md:hidden" },
  { label: "Crafted", look: "max-lg:hidden" },
  { label: "Gathered", look: "max-md:hidden" },
  { label: "Steps", look: "max-md:hidden" },
  { label: "Sand earned", look: "max-lg:hidden" },
  { label: "Last seen", look: "max-xl:hidden" },
  { label: "Score", look: "pr-4 sm:pr-6" },
] as const;

type Props = { players: Leaderboard["players"]; you: string | undefined };

export function LeaderboardTable({ players, you }: Props) {
  return (
    <div className="panel overflow-hidden">
      <table data-testid="leaderboard" className="w-full border-collapse text-right tabular-nums">
        <caption className="sr-only">
          The best wanderers by score. A quest counts 100, a thing crafted 10, a piece gathered 2, ten steps 1.
        </caption>
        <thead>
          <tr className="border-b border-sand-200/12 text-sm text-mist">
            {columns.map(({ label, look }) => (
              <th key={label} scope="col" className={cx("px-3 py-3.5 font-medium", look)}>
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {players.map((player) => (
            <LeaderboardRow key={player.account} player={player} isYou={player.account === you} />
          ))}
        </tbody>
      </table>
    </div>
  );
}
