import { expect, it } from "vitest";
import { readGesture } from "./readGesture";

const from = { x: 100, y: 100 };

it("reads a press that hardly moves as a tap", () => {
  expect(readGesture(from, { x: 108, y: 95 })).toEqual({ type: "tap", at: { x: 108, y: 95 } });
});

it.each([
  ["east", { x: 160, y: 120 }],
  ["west", { x: 40, y: 90 }],
  ["south", { x: 110, y: 150 }],
  ["north", { x: 100, y: 60 }],
] as const)("reads a swipe to the %s by its longer side", (direction, to) => {
  expect(readGesture(from, to)).toEqual({ type: "swipe", direction });
});

it("ignores a short drag: neither tap nor swipe", () => {
  expect(readGesture(from, { x: 120, y: 100 })).toBeUndefined();
});
