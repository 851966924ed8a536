import { expect, test } from "vitest";
import { findTableProblems, type TestTable } from "./testTable";
import { TROUBLES } from "./testTables";

const threats: TestTable = {
  columns: ["class", "source", "test", "result"],
  testColumn: "test",
  rows: { Scope: 1, "Client and server": 1 },
  mayBeOpen: "Client and server",
};

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

const document = (scope: string, client = "| two tabs | — | `a.test.ts::two tabs, one lane` | one sends |") =>
  `# Threats

| word | meaning |
| --- | --- |
| class | |

## Scope

| class | source | test | result |
| --- | --- | --- | --- |
${scope}

## Client and server

| class | source | test | result |
| --- | --- | --- | --- |
${client}
`;

const scope = (cell: string) => `| other target | ERC-7579 | ${cell} | refused |`;
const good = scope("`a.t.sol::test_reverts_whenTheTargetIsAnother`");
const problems = (...text: Parameters<typeof document>) =>
  findTableProblems(document(...text), (file) => files[file], threats);

test("a table whose rows name tests that exist passes", () => {
  expect(problems(good)).toEqual([]);
});

test.each([
  "`a.t.sol::test_reverts_whenTheTargetIsAnother`, `a.test.ts::two tabs, one lane`",
  "`a.test.ts::a body of %d bytes`",
  "`a.test.ts::broken over lines`",
])("%s is found", (cell) => {
  expect(problems(scope(cell))).toEqual([]);
});

test.each([
  ["names a file that does not exist", "`b.t.sol::test_a`", "there is no file b.t.sol"],
  ["names a test that does not exist", "`a.t.sol::test_reverts_whenTheTarget`", "has no test"],
  ["names a function that forge does not run", "`a.t.sol::helper`", "has no test 'helper'"],
  ["names what stands in a comment", "`a.t.sol::test_inAComment`", "has no test"],
  ["names a title in a comment", "`a.test.ts::in a comment`", "has no test"],
  ["names a group", "`a.test.ts::a group`", "has no test 'a group'"],
  ["names what is skipped", "`a.test.ts::later`", "has no test 'later'"],
  ["names one that exists and one that does not", "`a.test.ts::two tabs, one lane`, `a.test.ts::x`", "has no test 'x'"],
  ["names nothing that can be read", "see a.t.sol", "seen 'see a.t.sol', wanted `path::test name`"],
  ["is open", "open", "'other target' is open, which only 'Client and server' may be"],
  ["has no test", "", "the column 'test' is empty"],
])("a row that %s is reported", (_, cell, message) => {
  expect(problems(scope(cell))).toEqual([expect.stringContaining(message)]);
});

test.each([
  ["source", "| other target | | `a.test.ts::two tabs, one lane` | refused |"],
  ["result", "| other target | ERC-7579 | `a.test.ts::two tabs, one lane` | |"],
])("an empty %s is reported", (column, row) => {
  expect(problems(row)).toEqual([expect.stringContaining(`the column '${column}' is empty`)]);
});

test("a row with a cell too few is reported", () => {
  expect(problems("| other target | ERC-7579 | refused |")).toEqual([expect.stringContaining("seen 3 cells")]);
});

test("a row that is lost is reported, also when another group has it, or it stands there twice", () => {
  const lost = expect.stringContaining("Scope: seen 0 rows, wanted 1");
  expect(problems("", `${good}\n| two tabs | — | open | — |`)).toEqual([lost]);
  const twice = findTableProblems(document(`${good}\n${good}`), (file) => files[file], {
    ...threats,
    rows: { Scope: 2 },
  });
  expect(twice).toEqual([expect.stringContaining("Scope: seen 1 rows, wanted 2")]);
});

test("a class of the client may be open", () => {
  expect(problems(good, "| two tabs | — | open | — |")).toEqual([]);
});

test("a document without tables has no class at all", () => {
  expect(findTableProblems("# Threats\n", () => undefined, threats)).toEqual([
    "there is no table with the columns class, source, test, result",
    expect.stringContaining("Scope: seen 0 rows"),
    expect.stringContaining("Client and server: seen 0 rows"),
  ]);
});

const troubles = (test: string) =>
  findTableProblems(
    `# Troubles\n\n| trouble | what is seen | test |\n| --- | --- | --- |\n| a locked wallet | a word | ${test} |\n`,
    (file) => files[file],
    TROUBLES,
  );

test("a table of other columns is held in the same way, and may write its tests with an arrow", () => {
  expect(troubles("`a.test.ts::two tabs, one lane`")).toEqual([]);
  expect(troubles("`a.test.ts › two tabs, one lane`, `a.t.sol › test_reverts_whenTheTargetIsAnother`")).toEqual([]);
  expect(troubles("`a.test.ts › no such test`")).toEqual(["line 5: a.test.ts has no test 'no such test'"]);
  expect(troubles("open"), "nothing of it may be open").toEqual([expect.stringContaining("seen 'open'")]);
  expect(troubles("")).toEqual(["line 5: the column 'test' is empty"]);
});
