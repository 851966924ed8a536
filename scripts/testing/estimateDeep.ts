/** What `forge test --json` says, as far as it is read here. */
export type Report = Record<string, { test_results: Record<string, TestResult> }>;

type TestResult = { duration: string; kind: { Fuzz?: { runs: number }; Invariant?: { runs: number } } };

export type Runs = { fuzz: number; invariant: number };

export type Estimate = { totalMs: number; slowest: readonly { name: string; ms: number }[] };

/**
 * How long a report's tests will take with other numbers of runs. A test that made another number than the sample has a
 * number of its own, which stays. No machine is faster than its slowest test.
 */
export function estimateDeep(report: Report, sample: Runs, deep: Runs, cores: number): Estimate {
  const tests = Object.entries(report).flatMap(([suite, { test_results }]) =>
    Object.entries(test_results).map(([name, { duration, kind }]) => {
      let factor = 1;
      if (kind.Fuzz?.runs === sample.fuzz) factor = deep.fuzz / sample.fuzz;
      // Forge plays the last run once more, for its logs.
      if (kind.Invariant?.runs === sample.invariant) factor = (deep.invariant + 1) / (sample.invariant + 1);
      return { name: `${suite.split(":").at(-1)}.${name.replace(/\(.*/, "")}`, ms: readDurationMs(duration) * factor };
    }),
  );
  tests.sort((a, b) => b.ms - a.ms);
  const sumMs = tests.reduce((sum, { ms }) => sum + ms, 0);
  return { totalMs: Math.max(sumMs / cores, tests[0]?.ms ?? 0), slowest: tests.slice(0, 5) };
}

const UNITS_MS: Record<string, number> = { h: 3_600_000, m: 60_000, s: 1_000, ms: 1, µs: 0.001, ns: 0.000_001 };

/** As forge writes it: "1m 3s 20ms 5µs 7ns". */
export function readDurationMs(text: string): number {
  return [...text.matchAll(/(\d+)(h|ms|m|s|µs|ns)/g)].reduce(
    (sum, [, number, unit]) => sum + Number(number) * (UNITS_MS[unit ?? ""] ?? 0),
    0,
  );
}
