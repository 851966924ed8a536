/** What a table of tests must be. */
export type TestTable = {
  /** The names of its columns, in order; `test` names the tests. Other tables of the document are not read. */
  columns: readonly string[];
  /** By heading: how many rows stand there at least, each with a first cell of its own. */
  rows?: Readonly<Record<string, number>>;
};

/** A row of a table. `group` is the heading above it. */
type Row = { line: number; group: string; cells: readonly string[] };

/** One test: `path::name`. A row may have several, with commas between. */
const TEST = /`([^`]+?)::([^`]+)`/g;

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
    return size < wanted ? [`${group}: seen ${size} rows, wanted ${wanted} (scripts/law/testTable.ts)`] : [];
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

function judge({ cells }: Row, readSource: (file: string) => string | undefined, { columns }: TestTable): string[] {
  if (cells.length !== columns.length) return [`seen ${cells.length} cells, wanted ${columns.join(", ")}`];
  const empty = columns.filter((_, index) => cells[index] === "");
  if (empty.length > 0) return empty.map((column) => `the column '${column}' is empty`);
  const cell = cells[columns.indexOf("test")] ?? "";
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
const asPattern = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** docs/threats.md: every class of attack or failure, and the test that carries it out. */
export const THREATS: TestTable = {
  columns: ["class", "source", "test", "result"],
  // What there is today: a class is not lost unseen.
  rows: {
    ...{ "Scope and escalation": 51, Grant: 24, Limits: 18, "Requests by link": 7, Time: 9, Signatures: 17 },
    ...{
      "Revocation and life cycle": 13,
      "Gas and sponsor": 27,
      "Client and server": 32,
      "Requests from strangers": 21,
    },
  },
};

/** docs/troubles.md: what goes wrong without anybody's ill will, and what is seen then. */
export const TROUBLES: TestTable = { columns: ["trouble", "what is seen", "test"] };
