import { describe, expect, test } from "vitest";
import { findGaps, hasCode, judgeGaps } from "./gaps";
import type { Measured } from "./lcov";

const A = `contract A {
    function play() external {
        if (off) return;
        spend();
        spend();
    }
}
`;
const read = (file: string) => (file === "A.sol" ? A : undefined);

const measured: Measured = {
  file: "A.sol",
  lines: [
    { line: 4, name: "", hits: 0 },
    { line: 3, name: "", hits: 9 },
  ],
  branches: [{ line: 3, name: "1 of 1", hits: 0 }],
  functions: [{ line: 2, name: "A.play", hits: 1 }],
};

test("what has no hits is a gap, in the order of lines", () => {
  expect(findGaps([measured])).toEqual([
    { file: "A.sol", line: 3, what: "branch 1 of 1 was never taken" },
    { file: "A.sol", line: 4, what: "line never ran" },
  ]);
  const never = { ...measured, functions: [{ line: 2, name: "A.play", hits: 0 }] };
  expect(findGaps([never])[0]).toEqual({ file: "A.sol", line: 2, what: "function A.play was never called" });
});

describe("judged", () => {
  const branch = { file: "A.sol", line: 3, what: "branch 1 of 1 was never taken" };
  const entry = { file: "A.sol", source: "if (off) return;", reason: "nothing is off" };

  test("a gap that is explained, and an explanation that has its gap, are fine", () => {
    expect(judgeGaps([branch], [entry], read)).toEqual([]);
    const whole = { ...entry, source: "if (off) return;\n        spend();\n        spend" };
    expect(judgeGaps([branch, { ...branch, line: 5 }], [whole], read)).toEqual([]);
    expect(judgeGaps([], [], read)).toEqual([]);
  });

  test.each([
    ["a gap that nothing explains", [branch], [], ["A.sol:3 branch 1 of 1 was never taken, and"]],
    ["a gap on another line", [{ ...branch, line: 4 }, branch], [entry], ["A.sol:4 branch"]],
    ["a gap in another file", [{ ...branch, file: "B.sol" }, branch], [entry], ["B.sol:3 branch"]],
    ["an explanation of what runs", [], [entry], ["but all of it runs"]],
    ["an explanation without a reason", [branch], [{ ...entry, reason: " " }], ["without a reason"]],
    ["a text that is gone", [], [{ ...entry, source: "if (on) return;" }], ["no such text"]],
    ["an empty text", [], [{ ...entry, source: "" }], ["no such text"]],
    [
      "a text that stands there twice",
      [{ ...branch, line: 4 }],
      [{ ...entry, source: "spend();" }],
      ["A.sol:4", "twice"],
    ],
    ["a file that is gone", [], [{ ...entry, file: "B.sol" }], ["there is no such file"]],
  ])("a fault: %s", (_, gaps, explained, words) => {
    const faults = judgeGaps(gaps, explained, read);
    expect(faults).toHaveLength(words.length);
    for (const [index, word] of words.entries())
      expect(faults[index]).toContain(word.replace("twice", "more than once"));
  });
});

describe("a file has code", () => {
  test.each([
    ["a function with a body", "contract A { function a()\n  external\n  returns (uint256)\n{ b(); } }", true],
    ["a constructor", "contract A { constructor() {} }", true],
    ["an interface", "interface A { function a() external; struct B { uint256 c; } }", false],
    ["a struct whose comment speaks of a function", "/// a function, see {Terms}\nstruct A { uint256 b; }", false],
    ["a longer comment", "/* function a() { } */ struct A { uint256 b; }", false],
  ])("%s", (_, source, has) => expect(hasCode(source)).toBe(has));
});
