import { expect, test } from "vitest";
import { createDepositWatch } from "./deposit.ts";

function createLines() {
  const lines: string[] = [];
  return {
    lines,
    tell: (isLow: boolean, facts: { depositWei: bigint; lowWei: bigint }) =>
      void lines.push(`${isLow ? "warn" : "info"} ${facts.depositWei} of ${facts.lowWei}`),
  };
}

test("a low deposit is one structured log line, and not one for each voucher", () => {
  const { lines, tell } = createLines();
  const watch = createDepositWatch(tell, 1000);
  for (let nowMs = 0; nowMs < 1000; nowMs += 10) watch(4n, 5n, nowMs);
  expect(lines).toEqual(["warn 4 of 5"]);
  watch(3n, 5n, 1000);
  expect(lines).toHaveLength(2);
});

test("a sufficient deposit logs nothing, and one line after it was low", () => {
  const { lines, tell } = createLines();
  const watch = createDepositWatch(tell, 1000);
  watch(5n, 5n, 0);
  expect(lines).toEqual([]);
  watch(4n, 5n, 1);
  watch(5n, 5n, 2);
  watch(6n, 5n, 3);
  expect(lines.map((line) => line.slice(0, 4))).toEqual(["warn", "info"]);
  watch(4n, 5n, 4);
  expect(lines).toHaveLength(3);
});
