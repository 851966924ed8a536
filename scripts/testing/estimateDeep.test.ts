import { describe, expect, test } from "vitest";

import { estimateDeep, type Report, readDurationMs } from "./estimateDeep";

const sample = { fuzz: 50, invariant: 4 };
const deep = { fuzz: 100_000, invariant: 5_000 };

const report: Report = {
  "contracts/test/A.t.sol:ATest": {
    test_results: {
      "test_unit()": { duration: "2s", kind: {} },
      "testFuzz_many(uint256)": { duration: "50ms", kind: { Fuzz: { runs: 50 } } },
      "testFuzz_fixed(uint256)": { duration: "3s", kind: { Fuzz: { runs: 24 } } },
    },
  },
  "contracts/test/B.t.sol:BTest": {
    test_results: { "invariant_holds()": { duration: "5s", kind: { Invariant: { runs: 4 } } } },
  },
};

test("forge's durations are read in all their units", () => {
  expect(readDurationMs("1h 2m 3s 4ms 5µs 6ns")).toBeCloseTo(3_723_004.005006, 6);
  expect(readDurationMs("308ms 120µs")).toBeCloseTo(308.12, 6);
});

describe("the estimate", () => {
  test("grows with the runs, except of tests that have a number of their own", () => {
    const { totalMs, slowest } = estimateDeep(report, sample, deep, 1);
    expect(totalMs).toBe(2_000 + 100_000 + 3_000 + 5_001_000);
    expect(slowest[0]).toEqual({ name: "BTest.invariant_holds", ms: 5_001_000 });
  });

  test("is never below the slowest test", () => {
    expect(estimateDeep(report, sample, deep, 64).totalMs).toBe(5_001_000);
  });

  test("of nothing is nothing", () => {
    expect(estimateDeep({}, sample, deep, 2)).toEqual({ totalMs: 0, slowest: [] });
  });
});
