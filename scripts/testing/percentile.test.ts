import { expect, test } from "vitest";
import { percentile } from "./percentile";

test("a percentile is a value that was seen, whatever the order", () => {
  expect(percentile([], 50)).toBeUndefined();
  expect(percentile([7], 95)).toBe(7);
  const hundred = Array.from({ length: 100 }, (_, index) => 100 - index);
  expect([50, 95, 100].map((percent) => percentile(hundred, percent))).toEqual([50, 95, 100]);
});
