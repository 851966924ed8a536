import { expect, test, vi } from "vitest";
import type * as Numbers from "../../game/rules/numbers";
import { playCells } from "./cells";
import { describeVerdict, judge, properties } from "./properties";
import { careful } from "./strategies";

vi.setConfig({ testTimeout: 600_000 });
vi.mock("../../game/rules/numbers", async (importOriginal) => {
  const numbers = await importOriginal<typeof Numbers>();
  const callings = numbers.callings.map((row) => (row.name === "Forager" ? { ...row, goods: 250 } : row));
  return { ...numbers, callings };
});

test("a planted imbalance is found: goods of a Forager at 250 %", () => {
  const [verdict] = judge(playCells(careful, 2, [0, 1, 2]), 2, 0.06, { callings: properties.callings });
  expect(verdict && describeVerdict(verdict)).toMatch(/^Walk: does not hold: No calling is more than 15 % behind/);
  expect(verdict?.holds).toBe(false);
});
