import type { Counted, Measured } from "./lcov.ts";

export const GAPS = "contracts/test/coverage/gaps.json";

/** Something that no test ran. */
type Gap = { file: string; line: number; what: string };

/**
 * Why something may stay without a run. `source`: the text of its line or lines as it stands in the file, once; it explains
 * every gap within.
 */
export type Explained = { file: string; source: string; reason: string };

/** All that did not run, in the order of the files and their lines. */
export function findGaps(measured: readonly Measured[]): Gap[] {
  return measured.flatMap(({ file, lines, branches, functions }) => {
    const of = (counted: readonly Counted[], describe: (name: string) => string): Gap[] =>
      counted.filter(({ hits }) => hits === 0).map(({ line, name }) => ({ file, line, what: describe(name) }));
    return [
      ...of(functions, (name) => `function ${name} was never called`),
      ...of(lines, () => "line never ran"),
      ...of(branches, (name) => `branch ${name} was never taken`),
    ].sort((a, b) => a.line - b.line);
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
  const places = explained.map((entry) => placeOf(entry, read));
  const explains = (gap: Gap) => (place: Place, index: number) =>
    explained[index]?.file === gap.file && "from" in place && place.from <= gap.line && gap.line <= place.to;
  const unexplained = gaps
    .filter((gap) => !places.some(explains(gap)))
    .map((gap) => `${gap.file}:${gap.line} ${gap.what}, and ${GAPS} does not say why`);
  const stale = explained.flatMap(({ file, source, reason }, index) => {
    const place = places[index];
    const told = `explained in ${GAPS}: ${file} '${source}'`;
    if (!place || "fault" in place) return [`${told}, but ${place?.fault}`];
    if (reason.trim() === "") return [`${told}, without a reason`];
    return gaps.some((gap) => explains(gap)(place, index)) ? [] : [`${told}, but all of it runs`];
  });
  return [...unexplained, ...stale];
}

type Place = { from: number; to: number } | { fault: string };

function placeOf({ file, source }: Explained, read: (file: string) => string | undefined): Place {
  const text = read(file);
  if (text === undefined) return { fault: "there is no such file" };
  const at = source.trim() === "" ? -1 : text.indexOf(source);
  if (at < 0) return { fault: "the file has no such text (any more)" };
  if (text.indexOf(source, at + 1) >= 0) return { fault: "the file has that text more than once" };
  const lineAt = (end: number) => text.slice(0, end).split("\n").length;
  return { from: lineAt(at), to: lineAt(at + source.length) };
}

/** Whether a Solidity file has a function with a body. Interfaces and structs have nothing that could run. */
export function hasCode(source: string): boolean {
  const bare = source.replace(/\/\/.*$|\/\*[\s\S]*?\*\//gm, "");
  return /\b(?:function|constructor|modifier|receive|fallback)\b[^;{}]*\{/.test(bare);
}
