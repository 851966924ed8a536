import { expect, test } from "vitest";

import { createWindow, playUntil, secondsLeft } from "./window.ts";

const NOW = 1_800_000_000;

test("a window is valid at once for the EntryPoint, and outside the 5 s in which a bundler refuses it", () => {
  const { validAfter } = createWindow(NOW + 0.5);
  expect(NOW).toBeGreaterThan(validAfter + 5);
});

test("a window is never longer than the hour that the contract allows", () => {
  const { validAfter, validUntil } = createWindow(NOW);
  expect(validUntil - validAfter).toBe(3600);
});

test("the remaining time ends when a bundler would refuse, and is never below zero", () => {
  const window = createWindow(NOW, 600);
  expect(playUntil(window)).toBe(window.validUntil - 30);
  expect(secondsLeft(window, NOW)).toBe(600 - 30 - 30);
  expect(secondsLeft(window, NOW + 0.5)).toBe(539.5);
  expect(secondsLeft(window, window.validUntil)).toBe(0);
});

test.each([0, 60, 3601, 100.5, Number.NaN])("a duration of %d s is refused", (seconds) => {
  expect(() => createWindow(NOW, seconds)).toThrow(/allowed 61 to 3600/);
});

test("a window for later begins then, as long as any other; one whose begin is over begins at once", () => {
  expect(createWindow(NOW, 3600, NOW + 1_800.7)).toEqual({ validAfter: NOW + 1_800, validUntil: NOW + 5_400 });
  expect(createWindow(NOW, 3600, NOW - 1_800)).toEqual(createWindow(NOW));
});
