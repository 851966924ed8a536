import { expect, test } from "vitest";
import { hasCode, judgeGaps, readLcov } from "./gaps";

test("a report is read file by file, and what has no hits is a gap, in the order of lines", () => {
  const report = `TN:
SF:contracts\\src\\A.sol\r
DA:6,0\r
DA:3,4
FN:3,A.play
FNDA:4,A.play
FN:9,A.end
FNDA:0,A.end
BRDA:4,7,0,0
BRDA:4,7,1,12
BRDA:5,8,0,-
FNF:1
end_of_record
TN:
SF:contracts/src/B.sol
end_of_record
`;
  const file = "contracts/src/A.sol";
  const gaps = [
    { file, line: 4, what: "branch 0 of condition 7 was never taken" },
    { file, line: 5, what: "branch 0 of condition 8 was never taken" },
    { file, line: 6, what: "line never ran" },
    { file, line: 9, what: "function A.end was never called" },
  ];
  expect(readLcov(report)).toEqual([
    { file, counted: 7, gaps },
    { file: "contracts/src/B.sol", counted: 0, gaps: [] },
  ]);
});

test.each(["DA:1", "DA:1,many", "BRDA:1,0,0", "FNDA:1,A.x"])("a row without its numbers is an error: %s", (row) => {
  expect(() => readLcov(`SF:A.sol\n${row}\n`)).toThrow(`Seen '${row}', wanted numbers`);
});

const A = "contract A {\n  function play() external {\n    if (off) return;\n    spend();\n    spend();\n  }\n}\n";
const gap = { file: "A.sol", line: 3, what: "branch 1" };
const entry = { file: "A.sol", source: "if (off) return;", reason: "nothing is off" };

test.each([
  ["nothing", [], [], []],
  ["a gap that is explained", [gap], [entry], []],
  ["several", [gap, { ...gap, line: 5 }], [{ ...entry, source: "if (off) return;\n    spend();\n    spend" }], []],
  ["a gap that nothing explains", [gap], [], ["A.sol:3 branch 1, and"]],
  ["a gap on another line", [{ ...gap, line: 4 }, gap], [entry], ["A.sol:4 branch 1"]],
  ["a gap in another file", [{ ...gap, file: "B.sol" }, gap], [entry], ["B.sol:3 branch 1"]],
  ["an explanation of what runs", [], [entry], ["but all of it runs"]],
  ["an explanation without a reason", [gap], [{ ...entry, reason: " " }], ["without a reason"]],
  ["a text that is gone", [], [{ ...entry, source: "if (on) return;" }], ["does not have that text"]],
  ["an empty text", [], [{ ...entry, source: "" }], ["does not have that text"]],
  ["a text twice", [{ ...gap, line: 4 }], [{ ...entry, source: "spend();" }], ["A.sol:4", "that text, once"]],
  ["a file that is gone", [], [{ ...entry, file: "B.sol" }], ["does not have that text"]],
])("judged: %s", (_, gaps, explained, words) => {
  const faults = judgeGaps(gaps, explained, (file) => (file === "A.sol" ? A : undefined));
  expect(faults).toEqual(words.map((word) => expect.stringContaining(word)));
});

test.each([
  ["a function with a body", "contract A { function a()\n  external\n  returns (uint256)\n{ b(); } }", true],
  ["a constructor", "contract A { constructor() {} }", true],
  ["an interface", "interface A { function a() external; struct B { uint256 c; } }", false],
  ["a struct whose comment speaks of a function", "/// a function, see {Terms}\nstruct A { uint256 b; }", false],
  ["a longer comment", "/* function a() { } */ struct A { uint256 b; }", false],
])("whether a file has code: %s", (_, source, has) => expect(hasCode(source)).toBe(has));
