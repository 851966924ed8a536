import type { Counted, Measured } from "./lcov.ts";

/** A line for each file: what ran of what there is. */
export function renderTable(measured: readonly Measured[]): string {
  const total = {
    file: "all",
    lines: measured.flatMap(({ lines }) => lines),
    branches: measured.flatMap(({ branches }) => branches),
    functions: measured.flatMap(({ functions }) => functions),
  };
  const rows = [...measured, total].map(({ file, lines, branches, functions }) => [
    file,
    ...[lines, branches, functions].map(shareOf),
  ]);
  const table = [["file", "lines", "branches", "functions"], ...rows];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...table.map((row) => row[column]?.length ?? 0)));
  return table.map((row) => row.map((cell, column) => pad(cell, column, widths)).join("  ")).join("\n");
}

const pad = (cell: string, column: number, widths: readonly number[]) =>
  column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0);

const shareOf = (counted: readonly Counted[]) => `${counted.filter(({ hits }) => hits > 0).length}/${counted.length}`;
