export const GAPS = "contracts/test/coverage/gaps.json";

/** Something that no test ran. */
export type Gap = { file: string; line: number; what: string };

/** What was measured of one file: all that was counted, and of that what did not run, in the order of its lines. */
export type Measured = { file: string; counted: number; gaps: Gap[] };

/** Why something may stay without a run. `source`: its line or lines as they stand in the file, once; it explains every gap within. */
export type Explained = { file: string; source: string; reason: string };

/**
 * Reads forge's report in the format LCOV 1.
 * @throws Where a count is no number: what is lost here would pass for covered.
 */
export function readLcov(text: string): Measured[] {
  return text
    .split(/^end_of_record$/m)
    .filter((record) => record.includes("SF:"))
    .map((record) => {
      const file = (/^SF:(.*)$/m.exec(record)?.[1] ?? "").replaceAll("\\", "/").trim();
      const starts = new Map([...record.matchAll(/^FN:(\d+),(.*)$/gm)].map(([, line, name]) => [name, line]));
      const counts = [...record.matchAll(/^(DA|FNDA|BRDA):(.*)$/gm)].map(([row, kind, value = ""]) => {
        const fields = value.trim().split(",");
        const [first, second, , taken] = fields;
        const [line, hits, what] = {
          DA: [first, second, "line never ran"],
          FNDA: [starts.get(second), first, `function ${second} was never called`],
          // "-": the condition was never reached.
          BRDA: [first, taken === "-" ? "0" : taken, `branch ${fields[2]} of condition ${second} was never taken`],
        }[kind as "DA" | "FNDA" | "BRDA"];
        if (![line, hits].every((number) => /^\d+$/.test(number ?? "")))
          throw new Error(`Seen '${row}', wanted numbers.`);
        return { file, line: Number(line), what: what ?? "", hits: Number(hits) };
      });
      const gaps = counts.filter(({ hits }) => hits === 0).map(({ hits: _, ...gap }) => gap);
      return { file, counted: counts.length, gaps: gaps.sort((a, b) => a.line - b.line) };
    });
}

/**
 * Holds gaps against what is explained.
 * @param read The text of a file, or nothing where there is none.
 * @returns Lines for people, of each gap without an explanation and of each explanation without a gap.
 */
export function judgeGaps(
  gaps: readonly Gap[],
  explained: readonly Explained[],
  read: (file: string) => string | undefined,
): string[] {
  const open = new Set(gaps);
  const stale = explained.flatMap(({ file, source, reason }) => {
    const parts = read(file)?.split(source);
    const from = parts?.[0]?.split("\n").length ?? 0;
    const to = from + source.split("\n").length - 1;
    const within = gaps.filter((gap) => gap.file === file && from <= gap.line && gap.line <= to);
    const isOnce = source.trim() !== "" && parts?.length === 2;
    if (isOnce) for (const gap of within) open.delete(gap);
    const fault =
      (!isOnce && "the file does not have that text, once") ||
      (reason.trim() === "" && "without a reason") ||
      (within.length === 0 && "but all of it runs");
    return fault ? [`explained in ${GAPS}: ${file} '${source}', ${fault}`] : [];
  });
  return [
    ...[...open].map(({ file, line, what }) => `${file}:${line} ${what}, and ${GAPS} does not say why`),
    ...stale,
  ];
}

/** Whether a Solidity file has a function with a body. Interfaces and structs have nothing that could run. */
export function hasCode(source: string): boolean {
  const bare = source.replace(/\/\/.*$|\/\*[\s\S]*?\*\//gm, "");
  return /\b(?:function|constructor|modifier|receive|fallback)\b[^;{}]*\{/.test(bare);
}
