import { expect, test } from "vitest";
import { degrees, ringDash, tideShares } from "./geometry";

const parts = (dash: string) => dash.split(" ").map(Number);

test("a ring is filled by its share, and its two parts go once around", () => {
  const [filled = 0, rest = 0] = parts(ringDash(72 / 90, 10));
  expect(filled + rest).toBeCloseTo(2 * Math.PI * 10, 1);
  expect(filled / (filled + rest)).toBeCloseTo(0.8, 3);
});

test("a ring holds no more than all and no less than nothing", () => {
  expect(parts(ringDash(1.5, 10))[1]).toBe(0);
  expect(parts(ringDash(-1, 10))[0]).toBe(0);
});

test("tides that are over are full, those to come are empty", () => {
  expect(tideShares(0, 0.25)).toEqual([0.25, 0, 0]);
  expect(tideShares(1, 0.5)).toEqual([1, 0.5, 0]);
  expect(tideShares(2, 2)).toEqual([1, 1, 1]);
});

test("the eight directions are an eighth apart", () => {
  expect(Object.values(degrees)).toEqual([0, 45, 90, 135, 180, 225, 270, 315]);
});
