import { expect, test } from "vitest";
import { runOf, START } from "@/game/rules/testing";
import { askAgainMs, boardOf, viewRank } from "./viewRank";

const account = `0x${"a".repeat(40)}` as const;
const answer = (number: number, points: number, stale = false) => ({
  ...{ own: { rank: 3, account, number, points, result: 20 }, stale },
});
const run = { number: 7, points: 300 };

test("a rank is said when the board counts the whole expedition, and not before", () => {
  expect(viewRank(undefined, false, run)).toEqual({ state: "counting" });
  expect(viewRank({ stale: false }, false, run), "not on the board yet").toEqual({ state: "counting" });
  expect(viewRank(answer(7, 250), false, run), "without the bonus of home").toEqual({ state: "counting" });
  expect(viewRank(answer(7, 300), false, run)).toEqual({ state: "known", now: 3 });
  expect(viewRank(answer(7, 300), true, run), "known stays known").toEqual({ state: "known", now: 3 });
});

test("a rank that is known is asked for less often: a room of a hundred looks at it together", () => {
  expect(askAgainMs(answer(7, 250), run)).toBe(3_000);
  expect(askAgainMs(answer(7, 300), run)).toBe(15_000);
  expect(askAgainMs(undefined, run)).toBe(3_000);
});

test("in a room the better of two expeditions has the rank", () => {
  expect(viewRank(answer(6, 400), false, run)).toEqual({ state: "known", now: 3 });
  expect(viewRank(answer(6, 299), false, run)).toEqual({ state: "counting" });
});

test("a board that is behind or down is said to be", () => {
  expect(viewRank(answer(7, 250, true), false, run)).toEqual({ state: "behind" });
  expect(viewRank(answer(7, 250), true, run)).toEqual({ state: "down" });
  expect(viewRank(undefined, true, run)).toEqual({ state: "down" });
});

test("a daily is on the board of the day on which it set out, a room on its own, practice on none", () => {
  const midnight = Math.ceil(START / 86_400) * 86_400;
  const late = runOf({ mode: 0, length: 1, endsAt: midnight + 299 });
  expect(boardOf({ run: late, room: undefined })).toEqual({ view: "day", day: midnight / 86_400 - 1, length: 1 });
  expect(boardOf({ run: runOf({ mode: 2 }), room: 4 })).toEqual({ view: "room", room: 4 });
  expect(boardOf({ run: runOf({ mode: 1 }), room: undefined })).toBeUndefined();
});
