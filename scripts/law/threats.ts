import { THREAT_CLASSES } from "./threatClasses.ts";

/** A row of a table in docs/threats.md. `group` is the heading above its table. */
type Row = { line: number; group: string; cells: readonly string[] };

const COLUMNS = ["class", "source", "test", "result"] as const;

/** The one group whose classes may still wait for their test, and what the column says then. */
const MAY_BE_OPEN = "Client and server";
const OPEN = "open";

/** One test: `path::name`. A row may have several, with commas between. */
const TEST = /`([^`]+?)::([^`]+)`/g;

/**
 * What is wrong with the table of threats, one sentence each; empty when every class has a row and every row a test.
 * @param document Text of docs/threats.md.
 * @param readSource Text of a file of the repository; undefined when there is none.
 */
export function findThreatProblems(
  document: string,
  readSource: (file: string) => string | undefined,
  classes: Readonly<Record<string, readonly string[]>> = THREAT_CLASSES,
): string[] {
  const rows = readRows(document);
  const missing = Object.entries(classes).flatMap(([group, names]) =>
    names
      .filter((name) => !rows.some((row) => row.group === group && row.cells[0] === name))
      .map((name) => `${group}: the class '${name}' has no row`),
  );
  return [
    ...missing,
    ...rows.flatMap((row) => judge(row, readSource).map((problem) => `line ${row.line}: ${problem}`)),
  ];
}

/** The rows of the tables with our four columns; other tables of the document are not read. */
function readRows(document: string): Row[] {
  let group = "";
  let isOurs = false;
  return document.split("\n").flatMap((text, index) => {
    const heading = /^#+ (.+)$/.exec(text);
    if (heading?.[1] !== undefined) group = heading[1].trim();
    if (!text.startsWith("|")) isOurs = false;
    if (!text.startsWith("|") || /^\|[\s|:-]+\|$/.test(text)) return [];
    const cells = text
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim());
    if (cells.join() === COLUMNS.join()) {
      isOurs = true;
      return [];
    }
    return isOurs ? [{ line: index + 1, group, cells }] : [];
  });
}

function judge({ group, cells }: Row, readSource: (file: string) => string | undefined): string[] {
  if (cells.length !== COLUMNS.length) return [`seen ${cells.length} cells, wanted ${COLUMNS.join(", ")}`];
  const empty = COLUMNS.filter((_, index) => cells[index] === "");
  if (empty.length > 0) return empty.map((column) => `the column '${column}' is empty`);
  const cell = cells[2] ?? "";
  if (cell === OPEN) return group === MAY_BE_OPEN ? [] : [`'${cells[0]}' is open, which only '${MAY_BE_OPEN}' may be`];
  const rest = cell.replace(TEST, "").replace(/[\s,]/g, "");
  if (rest !== "") return [`seen '${cell}', wanted \`path::test name\`, with commas between several`];
  return [...cell.matchAll(TEST)].flatMap(([, file = "", name = ""]) => {
    const source = readSource(file);
    if (source === undefined) return [`there is no file ${file}`];
    return (file.endsWith(".sol") ? hasSolidityTest : hasTypeScriptTest)(source, name)
      ? []
      : [`${file} has no test '${name}'`];
  });
}

/** forge runs what begins with `test` or `invariant`, and nothing else. */
function hasSolidityTest(source: string, name: string): boolean {
  const code = source.replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, "");
  return /^(test|invariant)\w*$/.test(name) && new RegExp(`\\bfunction ${name}\\s*\\(`).test(code);
}

/** The title as it stands in the source, of a `test`, an `it` or their `each`; one that is skipped is none. */
function hasTypeScriptTest(source: string, name: string): boolean {
  const code = source.replace(/^\s*(\/\/|\*).*$/gm, "");
  const quoted = new RegExp(`\\(\\s*(["'\`])${asPattern(name)}\\1\\s*,`, "g");
  return [...code.matchAll(quoted)].some(({ index }) => {
    const [opener] = [...code.slice(0, index + 1).matchAll(/\b(?:describe|test|it)(?:\.\w+)*(?=[<(])/g)].slice(-1);
    return opener !== undefined && /^(test|it)(\.each)?$/.test(opener[0]);
  });
}

/** A text as a pattern that matches it alone. */
function asPattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
