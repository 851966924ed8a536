import { expect, test } from "vitest";

import { formatReport, percentile } from "./report";

test("a percentile is a value that was seen", () => {
  expect(percentile([], 50)).toBeUndefined();
  expect(percentile([7], 95)).toBe(7);
  const hundred = Array.from({ length: 100 }, (_, index) => 100 - index);
  expect([50, 95, 100].map((percent) => percentile(hundred, percent))).toEqual([50, 95, 100]);
});

const report = {
  pump: { sent: 100, refusals: new Map([["too large: 413", 60]]), wrong: [] },
  goodRequests: 10,
  felt: { quiet: [100, 200], load: [200, 400] },
  ...{ steps: 5, operations: 3, budgets: 2, vouchers: 1 },
};

test("the report tells ratio, refusals and what players felt", () => {
  const text = formatReport({ ...report, problems: [] });
  expect(text).toContain("100 bad requests beside 10 good ones (10.0 : 1)");
  expect(text).toMatch(/too large: 413\s+60/);
  expect(text).toMatch(/ratio\s+2\.00×\s+2\.00×/);
  expect(text).toContain("Every invariant holds");
});

test("the report names what does not hold", () => {
  expect(formatReport({ ...report, problems: ["a step was lost"] })).toMatch(/1 invariants do not hold:\n {2}a step/);
});
