import { expect, test } from "vitest";

import { createDepositWatch } from "./deposit";

function createLines() {
  const lines: string[] = [];
  const write = (level: string) => (facts: object) => void lines.push(`${level} ${JSON.stringify(facts)}`);
  return { lines, log: { warn: write("warn"), info: write("info") } };
}

test("a low deposit is one structured line, and not one for each voucher", () => {
  const { lines, log } = createLines();
  const watch = createDepositWatch(log, 1000);
  for (let nowMs = 0; nowMs < 1000; nowMs += 10) watch(4n, 5n, nowMs);
  expect(lines).toEqual(['warn {"part":"sponsor","depositWei":"4","lowWei":"5"}']);
  watch(3n, 5n, 1000);
  expect(lines).toHaveLength(2);
});

test("a deposit that is high enough says nothing, and something once after it was low", () => {
  const { lines, log } = createLines();
  const watch = createDepositWatch(log, 1000);
  watch(5n, 5n, 0);
  expect(lines).toEqual([]);
  watch(4n, 5n, 1);
  watch(5n, 5n, 2);
  watch(6n, 5n, 3);
  expect(lines.map((line) => line.slice(0, 4))).toEqual(["warn", "info"]);
  watch(4n, 5n, 4);
  expect(lines).toHaveLength(3);
});
