import { describe, expect, test } from "vitest";

import { readForge, readPlaywright, readSteps, readVitest, settle } from "./tally";

describe("a runner's own summary is read", () => {
  test("forge, the last line of each run", () => {
    const output = [
      "Suite result: ok. 3 passed; 0 failed; 0 skipped; finished in 1.2s",
      "Ran 12 test suites in 3.41s (5.1s CPU time): 85 tests passed, 2 failed, 1 skipped (88 total tests)",
    ].join("\n");
    expect(readForge(output)).toEqual({ passed: 85, failed: 2 });
    expect(readForge(`${output}\n${output}`)).toEqual({ passed: 170, failed: 4 });
    expect(readForge("Ran 1 test suite in 3ms (1ms CPU time): 1 tests passed, 0 failed, 0 skipped")).toEqual({
      passed: 1,
      failed: 0,
    });
    expect(readForge("Error: could not compile")).toBeUndefined();
  });

  test("a script of ours", () => {
    expect(readSteps("✓ one\n\ncheck: 9 passed, 1 failed\n  failed: types\n")).toEqual({ passed: 9, failed: 1 });
    expect(readSteps("could not start")).toBeUndefined();
  });

  test("Vitest, where a file that cannot be loaded is a failure of its own", () => {
    const testResults = [
      { status: "failed", assertionResults: [{ status: "failed" }] },
      { status: "failed", assertionResults: [] },
      { status: "passed", assertionResults: [{ status: "passed" }] },
    ];
    expect(readVitest({ numPassedTests: 1, numFailedTests: 1, testResults })).toEqual({ passed: 1, failed: 2 });
    expect(readVitest({})).toBeUndefined();
  });

  test("Playwright, where flaky is failed", () => {
    expect(readPlaywright({ stats: { expected: 4, unexpected: 1, flaky: 1, skipped: 0 } })).toEqual({
      passed: 4,
      failed: 2,
    });
    expect(readPlaywright({})).toBeUndefined();
  });
});

describe("a runner that says nothing has failed", () => {
  test.each([
    ["it could not start", undefined, 1],
    ["it found nothing to run", { passed: 0, failed: 0 }, 0],
    ["it ended badly after good tests", { passed: 3, failed: 0 }, 1],
  ])("%s", (_, counted, exitCode) => {
    expect(settle(counted, exitCode).failed).toBe(1);
  });

  test("what it counted stands otherwise", () => {
    expect(settle({ passed: 3, failed: 0 }, 0)).toEqual({ passed: 3, failed: 0 });
    expect(settle({ passed: 3, failed: 2 }, 1)).toEqual({ passed: 3, failed: 2 });
  });
});
