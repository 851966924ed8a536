import Link from "next/link";
import type { ReactNode } from "react";
import { cx } from "@/app/_ui/cx";
import { shortHex } from "@/app/_ui/format";
import { namePlayer } from "@/game/rules/playerName";
import { hrefOfRun } from "./boards";
import type { Column, Ranked } from "./columns";
import { Wanderer } from "./Wanderer";

type Props<Row> = {
  row: Row;
  /** The account of the visitor, when it is known. */
  you: string | undefined;
  note: string;
  columns: readonly Column<Row>[];
  score: ReactNode;
};

/** Gold, silver, bronze in the tones of the island; the number says it as well. */
const medals: Record<number, string> = { 1: "text-grain", 2: "text-sand-100", 3: "text-sand-400" };

export function RankRow<Row extends Ranked>({ row, you, note, columns, score }: Props<Row>) {
  const { rank, account, number } = row;
  const isYou = account === you;
  return (
    <tr
      data-testid="leaderboard-row"
      data-account={account}
      data-rank={rank}
      className={cx(
        "relative border-b border-sand-200/8 text-sand-100 transition-colors last:border-0 focus-within:bg-white/6 hover:bg-white/5",
        isYou && "bg-sand-300/10",
      )}
    >
      <td className={cx("py-3 pl-4 text-left font-display text-2xl sm:pl-6", medals[rank] ?? "text-mist")}>{rank}</td>
      <th scope="row" className="py-3 pr-1 pl-1 text-left font-normal sm:px-3">
        <span className="flex items-center gap-3 sm:gap-3.5">
          <Wanderer account={account} className="h-12 w-8 shrink-0" />
          <span className="min-w-0">
            <Link
              href={`/player/${account}`}
              title={account}
              className="relative z-10 font-semibold text-sand-50 underline-offset-4 hover:underline"
            >
              {namePlayer(account)}
            </Link>
            {isYou && (
              <span className="ml-2 rounded-md bg-sand-300 px-1.5 py-0.5 text-xs font-bold text-night-950">you</span>
            )}
            {/* Two of a hundred may share a name. */}
            <span className="mt-0.5 flex flex-wrap items-center gap-x-3 text-xs text-mist">
              <span className="font-mono">{shortHex(account)}</span>
              <Link
                href={hrefOfRun(account, number, you)}
                // The whole row leads there.
                className="inline-flex min-h-6 items-center underline underline-offset-4 after:absolute after:inset-0"
              >
                Watch<span className="sr-only"> the expedition of {namePlayer(account)}</span>
              </Link>
            </span>
            <span className="mt-0.5 block text-[0.8rem] leading-snug text-mist md:hidden">{note}</span>
          </span>
        </span>
      </th>
      {columns.map(({ label, look, show }) => (
        <td key={label} className={cx("px-3", look)}>
          {show(row)}
        </td>
      ))}
      <td className="px-3 pr-4 text-lg font-semibold text-sand-200 sm:pr-6">{score}</td>
    </tr>
  );
}
