import { describe, expect, test } from "vitest";
import { readLcov } from "./lcov";

const REPORT = `TN:
SF:contracts/src/a/A.sol
DA:3,4
FN:3,A.play
FNDA:4,A.play
DA:4,0
BRDA:4,7,0,0
BRDA:4,7,1,12
BRDA:5,8,0,-
FNF:1
LF:2
end_of_record
TN:
SF:contracts/src/b/B.sol
end_of_record
`;

test("a report is read file by file", () => {
  expect(readLcov(REPORT)).toEqual([
    {
      file: "contracts/src/a/A.sol",
      lines: [
        { line: 3, name: "", hits: 4 },
        { line: 4, name: "", hits: 0 },
      ],
      branches: [
        { line: 4, name: "1 of 2", hits: 0 },
        { line: 4, name: "2 of 2", hits: 12 },
        { line: 5, name: "1 of 1", hits: 0 },
      ],
      functions: [{ line: 3, name: "A.play", hits: 4 }],
    },
    { file: "contracts/src/b/B.sol", lines: [], branches: [], functions: [] },
  ]);
  expect(readLcov("")).toEqual([]);
});

test("Windows writes other line ends and separators", () => {
  const [first] = readLcov("SF:contracts\\src\\A.sol\r\nDA:1,1\r\nend_of_record\r\n");
  expect(first).toMatchObject({ file: "contracts/src/A.sol", lines: [{ line: 1, hits: 1 }] });
});

describe("what cannot be read is an error", () => {
  test.each([
    ["a file that does not end", "SF:A.sol\nDA:1,1\n", "Seen no end of A.sol"],
    ["a file within a file", "SF:A.sol\nSF:B.sol\n", "Seen 'SF:B.sol' before the end of A.sol"],
    ["a line of no file", "DA:1,1\n", "Seen 'DA:1,1' outside of a file"],
    ["a line without a count", "SF:A.sol\nDA:1\n", "Seen 'DA:1', wanted numbers"],
    ["a count that is none", "SF:A.sol\nDA:1,many\n", "Seen 'DA:1,many', wanted numbers"],
    ["a branch without a count", "SF:A.sol\nBRDA:1,0,0\n", "Seen 'BRDA:1,0,0', wanted numbers"],
    ["a function that was not announced", "SF:A.sol\nFNDA:1,A.x\n", "Seen 'FNDA:1,A.x' without its FN"],
  ])("%s", (_, text, words) => expect(() => readLcov(text)).toThrow(words));
});
