import { expect, test } from "vitest";
import { readForge, readPlaywright, readSteps, readVitest, settle } from "./tally";

const RAN =
  "Suite result: ok. 3 passed; 0 failed; 0 skipped\nRan 12 test suites in 3.41s (5.1s CPU time): 85 tests passed, 2 failed, 1 skipped";
/** The second file could not be loaded. */
const testResults = [
  { status: "failed", assertionResults: [{ status: "failed" }] },
  { status: "failed", assertionResults: [] },
  { status: "passed", assertionResults: [{ status: "passed" }] },
];

test.each([
  ["forge", readForge(RAN), { passed: 85, failed: 2 }],
  ["forge, more than one run", readForge(`${RAN}\n${RAN}`), { passed: 170, failed: 4 }],
  ["forge, one test", readForge("Ran 1 test suite in 3ms: 1 tests passed, 0 failed"), { passed: 1, failed: 0 }],
  ["forge that could not compile", readForge("Error: could not compile"), undefined],
  ["a script of ours", readSteps("✓ one\n\ncheck: 9 passed, 1 failed\n"), { passed: 9, failed: 1 }],
  ["a script that could not start", readSteps("could not start"), undefined],
  ["Vitest", readVitest({ numPassedTests: 1, numFailedTests: 1, testResults }), { passed: 1, failed: 2 }],
  ["Vitest without a report", readVitest({}), undefined],
  ["Playwright", readPlaywright({ stats: { expected: 4, unexpected: 1, flaky: 1 } }), { passed: 4, failed: 2 }],
  ["Playwright without a report", readPlaywright({}), undefined],
])("a runner's own summary is read: %s", (_, read, wanted) => expect(read).toEqual(wanted));

test.each([
  ["it could not start", undefined, 1, 1],
  ["it found nothing to run", { passed: 0, failed: 0 }, 0, 1],
  ["it ended badly after good tests", { passed: 3, failed: 0 }, 1, 1],
  ["what it counted stands otherwise", { passed: 3, failed: 2 }, 1, 2],
  ["and all is well", { passed: 3, failed: 0 }, 0, 0],
])("a runner that says nothing has failed: %s", (_, counted, exitCode, failed) => {
  expect(settle(counted, exitCode).failed).toBe(failed);
});
