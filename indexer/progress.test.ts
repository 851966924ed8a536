import { describe, expect, test } from "vitest";

import { percentOf } from "@/app/_server/projections/cursor";
import { createProgress } from "./progress";

function setUp() {
  let nowMs = 0;
  const said: object[] = [];
  const progress = createProgress(
    1n,
    () => nowMs,
    (facts, text) => said.push({ text, ...facts }),
  );
  const pass = (ms: number) => {
    nowMs += ms;
  };
  return { progress, said, pass };
}

describe("progress", () => {
  test("is not reported while following the head", () => {
    const { progress, said } = setUp();
    progress.begin(100n, 140n);
    expect(progress.rate(140n)).toBeNull();
    progress.done(140n, 140n);
    expect(said).toEqual([]);
  });

  test("is reported at the beginning, once a second, and at the head", () => {
    const { progress, said, pass } = setUp();
    progress.begin(0n, 10_000n);
    for (let block = 1_000n; block <= 10_000n; block += 1_000n) {
      progress.begin(block - 1_000n, 10_000n);
      pass(400);
      expect(progress.rate(block)).toBe(2_500);
      progress.done(block, 10_000n);
    }
    expect(said).toEqual([
      { text: "Catching up.", block: 0, head: 10_000, percent: 0, blocksPerSecond: 0 },
      { text: "Catching up.", block: 3_000, head: 10_000, percent: 30, blocksPerSecond: 2_500 },
      { text: "Catching up.", block: 6_000, head: 10_000, percent: 60, blocksPerSecond: 2_500 },
      { text: "Catching up.", block: 9_000, head: 10_000, percent: 90, blocksPerSecond: 2_500 },
      { text: "Caught up.", block: 10_000, head: 10_000, percent: 100, blocksPerSecond: 2_500 },
    ]);
    expect(progress.rate(10_001n)).toBeNull();
  });

  test("says 100 percent only when everything is read", () => {
    expect(percentOf(1n, 9_999n, 10_000n)).toBe(99.9);
    expect(percentOf(1n, 10_000n, 10_000n)).toBe(100);
    expect(percentOf(500n, 499n, 1_000n)).toBe(0);
    expect(percentOf(7n, 6n, 6n)).toBe(100);
  });
});
