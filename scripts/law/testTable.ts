/** What a table of tests must be. */
export type TestTable = {
  /** The names of its columns, in order. Other tables of the document are not read. */
  columns: readonly string[];
  /** Which of them names the tests. */
  testColumn: string;
  /** By heading: how many rows stand there at least, each with a first cell of its own. */
  rows?: Readonly<Record<string, number>>;
  /** The one heading under which a row may still wait for its test. */
  mayBeOpen?: string;
};

/** A row of a table. `group` is the heading above it. */
type Row = { line: number; group: string; cells: readonly string[] };

/** What the column says of a row that waits for its test. */
const OPEN = "open";

/** One test: `path::name`, or `path › name`. A row may have several, with commas between. */
const TEST = /`([^`]+?)(?:::|\s+›\s+)([^`]+)`/g;

/**
 * What is wrong with a table of tests, one sentence each; empty when every class has a row and every row a test.
 * @param document Text of the document.
 * @param readSource Text of a file of the repository; undefined when there is none.
 * @param table What is wanted of it.
 */
export function findTableProblems(
  document: string,
  readSource: (file: string) => string | undefined,
  table: TestTable,
): string[] {
  const rows = readRows(document, table);
  const missing = Object.entries(table.rows ?? {}).flatMap(([group, wanted]) => {
    const { size } = new Set(rows.filter((row) => row.group === group).map(({ cells }) => cells[0]));
    return size < wanted ? [`${group}: seen ${size} rows, wanted ${wanted} (scripts/law/testTables.ts)`] : [];
  });
  return [
    ...(rows.length === 0 ? [`there is no table with the columns ${table.columns.join(", ")}`] : []),
    ...missing,
    ...rows.flatMap((row) => judge(row, readSource, table).map((problem) => `line ${row.line}: ${problem}`)),
  ];
}

/** The rows of the tables with our columns; other tables of the document are not read. */
function readRows(document: string, { columns }: TestTable): Row[] {
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
    if (cells.join() === columns.join()) {
      isOurs = true;
      return [];
    }
    return isOurs ? [{ line: index + 1, group, cells }] : [];
  });
}

function judge({ group, cells }: Row, readSource: (file: string) => string | undefined, table: TestTable): string[] {
  const { columns, testColumn, mayBeOpen } = table;
  if (cells.length !== columns.length) return [`seen ${cells.length} cells, wanted ${columns.join(", ")}`];
  const empty = columns.filter((_, index) => cells[index] === "");
  if (empty.length > 0) return empty.map((column) => `the column '${column}' is empty`);
  const cell = cells[columns.indexOf(testColumn)] ?? "";
  if (cell === OPEN && mayBeOpen !== undefined) {
    return group === mayBeOpen ? [] : [`'${cells[0]}' is open, which only '${mayBeOpen}' may be`];
  }
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
