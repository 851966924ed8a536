import { expect, test } from "vitest";
import { clockAt, isOver, readClock } from "./clock";
import { runOf, START } from "./testing";

const at = (length: 1 | 2 | 3, t: number) => {
  const { tide, isLow, phase } = clockAt(length, t);
  return `${tide} ${isLow ? "low" : "high"} ${phase}`;
};

test("a tide turns at each third", () => {
  expect([0, 99, 100, 199, 200, 299].map((t) => clockAt(1, t).tide)).toEqual([0, 0, 1, 1, 2, 2]);
  expect([399, 400, 799, 800].map((t) => clockAt(2, t).tide)).toEqual([0, 1, 1, 2]);
  expect([1159, 1160, 2319, 2320].map((t) => clockAt(3, t).tide)).toEqual([0, 1, 1, 2]);
});

test("it is low tide in the middle half of each tide", () => {
  expect([24, 25, 74, 75, 124, 125, 174, 175].map((t) => clockAt(1, t).isLow)).toEqual([
    false,
    true,
    true,
    false,
    false,
    true,
    true,
    false,
  ]);
});

test("dusk comes at two thirds and night at five sixths, but never in a Dash", () => {
  expect(at(1, 199)).toBe("1 high day");
  expect(at(1, 200)).toBe("2 high dusk");
  expect(at(1, 299)).toBe("2 high dusk");
  expect(at(2, 799)).toBe("1 high day");
  expect(at(2, 999)).toBe("2 low dusk");
  expect(at(2, 1000)).toBe("2 low night");
  expect(at(3, 2899)).toBe("2 low dusk");
  expect(at(3, 2900)).toBe("2 low night");
});

test("a clock of the page counts whole seconds, and none before the start", () => {
  expect(readClock(runOf(), START + 10.9).t).toBe(10);
  expect(readClock(runOf(), START - 3).t).toBe(0);
});

test("an expedition is over at its end, not before", () => {
  expect(isOver(runOf(), START + 1199.9)).toBe(false);
  expect(isOver(runOf(), START + 1200)).toBe(true);
});
