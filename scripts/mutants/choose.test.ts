import { expect, test } from "vitest";
import { chooseFew } from "./choose";
import type { Mutant } from "./generate";

const mutant = (contract: string, operator: string): Mutant => {
  const id = `${contract}.f | ${operator} | a`;
  return { id, file: "", contract, operator, start: 0, end: 0, becomes: "" };
};
const all = [
  mutant("A", "drop term"),
  mutant("A", "remove check"),
  mutant("B", "remove check"),
  mutant("B", "drop term"),
];

test("every contract and every operator is there, and nothing twice without need", () => {
  expect(chooseFew(all, [])).toEqual([all[0], all[2]]);
});

test("an explained survivor is not chosen", () => {
  const chosen = chooseFew(all, [{ mutant: "A.f | drop term | a", reason: "equivalent" }]);
  expect(chosen).toEqual([all[1], all[3]]);
});
