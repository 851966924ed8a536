import { expect, test } from "vitest";
import { findTableProblems, TROUBLES } from "./testTable";

const threats = { columns: ["class", "source", "test", "result"], rows: { Scope: 1, "Client and server": 1 } };

const files: Record<string, string> = {
  "a.t.sol": `
    // function test_inAComment() public {}
    function test_reverts_whenTheTargetIsAnother() public {}
    function helper() public {}`,
  "a.test.ts": `
    describe("a group", () => {
      // test("in a comment", () => {});
      test("two tabs, one lane", () => {});
      test.each<[string, number]>([["it (again)", 1]])("a body of %d bytes", () => {});
      test.skip("later", () => {});
      test(
        "broken over lines",
        () => {},
      );
    });`,
};

const HEAD = "| class | source | test | result |\n| --- | --- | --- | --- |";
const TABS = "| two tabs | — | `a.test.ts::two tabs, one lane` | one sends |";
const document = (scope: string, client: string) => `# Threats

| word | meaning |
| --- | --- |
| class | |

## Scope

${HEAD}
${scope}

## Client and server

${HEAD}
${client}
`;
const scope = (cell: string) => `| other target | ERC-7579 | ${cell} | refused |`;
const good = scope("`a.t.sol::test_reverts_whenTheTargetIsAnother`");
const problems = (row: string, client = TABS, table = threats) =>
  findTableProblems(document(row, client), (file) => files[file], table);

test.each([
  "`a.t.sol::test_reverts_whenTheTargetIsAnother`",
  "`a.t.sol::test_reverts_whenTheTargetIsAnother`, `a.test.ts::two tabs, one lane`",
  "`a.test.ts::a body of %d bytes`",
  "`a.test.ts::broken over lines`",
])("a row whose tests exist passes: %s", (cell) => {
  expect(problems(scope(cell))).toEqual([]);
});

test.each([
  ["names a file that does not exist", scope("`b.t.sol::test_a`"), "there is no file b.t.sol"],
  ["names a test that does not exist", scope("`a.t.sol::test_reverts_whenTheTarget`"), "has no test"],
  ["names a function that forge does not run", scope("`a.t.sol::helper`"), "has no test 'helper'"],
  ["names what stands in a comment", scope("`a.t.sol::test_inAComment`"), "has no test"],
  ["names a title in a comment", scope("`a.test.ts::in a comment`"), "has no test"],
  ["names a group", scope("`a.test.ts::a group`"), "has no test 'a group'"],
  ["names what is skipped", scope("`a.test.ts::later`"), "has no test 'later'"],
  ["names a second that does not exist", scope("`a.test.ts::two tabs, one lane`, `a.test.ts::x`"), "has no test 'x'"],
  ["names nothing that can be read", scope("see a.t.sol"), "seen 'see a.t.sol', wanted `path::test name`"],
  ["has no test", scope(""), "the column 'test' is empty"],
  ["has no source", "| other target | | `a.test.ts::two tabs, one lane` | refused |", "the column 'source' is empty"],
  ["has no result", "| other target | ERC-7579 | `a.test.ts::two tabs, one lane` | |", "the column 'result' is empty"],
  ["has a cell too few", "| other target | ERC-7579 | refused |", "seen 3 cells"],
])("a row that %s is reported", (_, row, message) => {
  expect(problems(row)).toEqual([expect.stringContaining(message)]);
});

test.each([
  ["also when another group has it", "", `${good}\n${TABS}`, threats, "Scope: seen 0 rows, wanted 1"],
  [
    "also when one stands twice",
    `${good}\n${good}`,
    TABS,
    { ...threats, rows: { Scope: 2, "Client and server": 1 } },
    "Scope: seen 1 rows",
  ],
])("a row that is lost is reported, %s", (_, rows, client, table, message) => {
  expect(problems(rows, client, table)).toEqual([expect.stringContaining(message)]);
});

test("a document without tables is no table without faults", () => {
  expect(findTableProblems("# Threats\n", () => undefined, threats)).toEqual([
    "there is no table with the columns class, source, test, result",
    expect.stringContaining("Scope: seen 0 rows"),
    expect.stringContaining("Client and server: seen 0 rows"),
  ]);
});

test("a table of other columns is held in the same way; no row may wait for its test", () => {
  const troubles = (cell: string) =>
    findTableProblems(`| trouble | what is seen | test |\n| a | b | ${cell} |`, (file) => files[file], TROUBLES);
  expect(troubles("`a.test.ts::two tabs, one lane`")).toEqual([]);
  expect(troubles("`a.test.ts::no such test`")).toEqual(["line 2: a.test.ts has no test 'no such test'"]);
  expect(troubles("open")).toEqual([expect.stringContaining("seen 'open'")]);
});
