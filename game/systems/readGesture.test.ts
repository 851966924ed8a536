import { expect, it } from "vitest";
import { readGesture } from "./readGesture";

const from = { x: 100, y: 100 };

it("reads a press that hardly moves as a tap, however long it took", () => {
  expect(readGesture(from, { x: 108, y: 95 }, 900)).toEqual({ type: "tap", at: { x: 108, y: 95 } });
});

it.each([
  ["east", { x: 160, y: 120 }],
  ["west", { x: 40, y: 90 }],
  ["south", { x: 110, y: 150 }],
  ["north", { x: 100, y: 60 }],
] as const)("reads a swipe to the %s by its longer side", (direction, to) => {
  expect(readGesture(from, to, 200)).toEqual({ type: "swipe", direction });
});

it("takes neither a short drag nor a slow one for a swipe", () => {
  expect(readGesture(from, { x: 120, y: 100 }, 200)).toBeUndefined();
  expect(readGesture(from, { x: 200, y: 100 }, 1200)).toBeUndefined();
});
