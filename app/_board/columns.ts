import type { ReactNode } from "react";

/** `number`: of the expedition that a row opens. */
export type Ranked = { rank: number; account: string; number: number };

/** A column of a table of ranks. */
export type Column<Row> = {
  label: string;
  /** From which width on there is room for it. */
  look: string;
  show: (row: Row) => ReactNode;
};
