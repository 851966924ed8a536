import { expect, test, vi } from "vitest";
import { lengths } from "../../game/rules/numbers";
import { cellNames, playCells } from "./cells";
import { describeVerdict, judge } from "./properties";

vi.setConfig({ testTimeout: 600_000 });

// The same as `npm run balance`, on few islands, so with some tolerance. Islands and luck are the same each time; everything is
// played on each third one.
const ISLANDS = [0, 3, 6, 9, 12, 15];
const TOLERANCE = 0.06;

test.each(lengths)("on a few islands, every property of a $name holds", ({ id }) => {
  const verdicts = judge(playCells(cellNames, id, ISLANDS), id, TOLERANCE);
  expect(verdicts.filter(({ holds }) => !holds).map(describeVerdict)).toEqual([]);
});
