import type { ReactNode } from "react";
import { namesOf } from "@/app/_api/columns";
import { type CountedDeed, countedDeeds, deedColumns } from "@/app/_api/deedColumns";
import { type ScoreColumn, scoreColumns } from "@/app/_api/scoreColumns";
import { formatAmount, formatCount, plural } from "@/app/_ui/format";

export type Ranked = { rank: number; account: string };

/** A column of a table of ranks. */
export type Column<Row> = {
  label: string;
  /** From which width on there is room for it. */
  look: string;
  show: (row: Row) => ReactNode;
};

export type Deeds = Record<CountedDeed, number> & { sandEarned: bigint };

/** A column for each part of a score. */
export const scoreParts: readonly Column<Record<ScoreColumn, number>>[] = namesOf(scoreColumns).map((name) => ({
  label: scoreColumns[name].label,
  look: "max-md:hidden",
  show: (row) => formatCount(row[name]),
}));

/** "A relic counts 100, a quest 20 …": what counts most comes first. */
export const worth = Object.values(scoreColumns)
  .toSorted((a, b) => b.points - a.points)
  .map(({ noun, points }, index) => (index === 0 ? `A ${noun} counts ${points}` : `a ${noun} ${points}`))
  .join(", ");

/** The deeds that count most first, as tables and tiles show them; Sand, which counts nothing, last. */
export const deedNames = [...namesOf(countedDeeds).toReversed(), "sandEarned"] as const;

export type DeedName = (typeof deedNames)[number];

/** How much of a deed there was: "1,234", "12.5". */
export function showDeed(name: DeedName, deeds: Deeds): string {
  return name === "sandEarned" ? formatAmount(deeds.sandEarned) : formatCount(deeds[name]);
}

/** What was done of something, in words: "2 quests", "3 gathered". Undefined: nothing. */
export function tellDeed(name: DeedName, deeds: Deeds): string | undefined {
  if (Number(deeds[name]) === 0) return undefined;
  const words = deedColumns[name];
  return "one" in words ? plural(Number(deeds[name]), words.one) : `${showDeed(name, deeds)} ${words.all}`;
}
