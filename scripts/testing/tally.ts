/** What one runner reported. */
export type Tally = { passed: number; failed: number };

/**
 * A runner that failed without naming a failed test (it could not start, or found nothing to run) counts as one
 * failure: a gate that passes because it read nothing is no gate.
 */
export function settle(counted: Tally | undefined, exitCode: number): Tally {
  const tally = counted ?? { passed: 0, failed: 0 };
  const isSilent = tally.failed === 0 && (exitCode !== 0 || tally.passed === 0);
  return isSilent ? { ...tally, failed: 1 } : tally;
}

/** From the last line of each run of forge: "Ran 12 test suites in 3.41s (…): 85 tests passed, 0 failed, 0 skipped (85 total tests)". */
export function readForge(output: string): Tally | undefined {
  const lines = [...output.matchAll(/Ran \d+ test suites? in .*: (\d+) tests? passed, (\d+) failed/g)];
  const sum = (group: number) => lines.reduce((before, line) => before + Number(line[group]), 0);
  return lines.length === 0 ? undefined : { passed: sum(1), failed: sum(2) };
}

/** From the last line of a script of ours: "check: 10 passed, 0 failed". */
export function readSteps(output: string): Tally | undefined {
  const [, passed, failed] = /^\w+: (\d+) passed, (\d+) failed$/m.exec(output) ?? [];
  return passed === undefined ? undefined : { passed: Number(passed), failed: Number(failed) };
}

/** From Vitest's JSON report. A file that could not be loaded has no tests: it counts as one failure. */
export function readVitest(report: unknown): Tally | undefined {
  const { numPassedTests, numFailedTests, testResults } = report as Record<string, unknown>;
  if (typeof numPassedTests !== "number" || typeof numFailedTests !== "number" || !Array.isArray(testResults)) return;
  const broken = testResults.filter(({ status, assertionResults }) => {
    const hasFailedTest = assertionResults.some((test: { status: string }) => test.status === "failed");
    return status === "failed" && !hasFailedTest;
  });
  return { passed: numPassedTests, failed: numFailedTests + broken.length };
}

/** From Playwright's JSON report. A story that passed only when it was tried again has failed once: it counts as failed. */
export function readPlaywright(report: unknown): Tally | undefined {
  const { stats } = report as { stats?: Record<string, unknown> };
  const { expected, unexpected, flaky } = stats ?? {};
  if (typeof expected !== "number" || typeof unexpected !== "number" || typeof flaky !== "number") return;
  return { passed: expected, failed: unexpected + flaky };
}
