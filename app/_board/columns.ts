import type { ReactNode } from "react";

export type Ranked = { rank: number; account: string };

/** A column of a table of ranks. */
export type Column<Row> = {
  label: string;
  /** From which width on there is room for it. */
  look: string;
  show: (row: Row) => ReactNode;
};
