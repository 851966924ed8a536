import type { ReactNode } from "react";
import { cx } from "@/app/_ui/cx";
import type { Column, Ranked } from "./columns";
import { RankRow } from "./RankRow";

type Props<Row> = {
  /** Says what is ranked and how, for who does not see it. */
  caption: string;
  /** Between the player and what is ranked by. */
  columns: readonly Column<Row>[];
  /** What is ranked by: always shown. */
  score: { label: string; show: (row: Row) => ReactNode };
  /** What a phone shows of the columns, under the name. */
  noteOf: (row: Row) => string;
  rows: readonly Row[];
  you: string | undefined;
};

/** Places, players and their numbers. */
export function RankTable<Row extends Ranked>({ caption, columns, score, noteOf, rows, you }: Props<Row>) {
  const heads = [
    { label: "Place", look: "w-12 pl-4 text-left sm:w-14 sm:pl-6" },
    { label: "Player", look: "text-left max-sm:px-1" },
    ...columns,
    { label: score.label, look: "pr-4 sm:pr-6" },
  ];
  return (
    <div className="panel overflow-hidden">
      <table data-testid="leaderboard" className="w-full border-collapse text-right tabular-nums">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr className="border-b border-sand-200/12 text-sm text-mist">
            {heads.map(({ label, look }) => (
              <th key={label} scope="col" className={cx("px-3 py-3.5 font-medium", look)}>
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <RankRow
              key={row.account}
              row={row}
              you={you}
              note={noteOf(row)}
              columns={columns}
              score={score.show(row)}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}
