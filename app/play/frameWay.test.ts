import { expect, it } from "vitest";
import { frameWay } from "./frameWay";

const camp = { x: 32, y: 32 };

it("shows a short way large, with the camp in the middle", () => {
  expect(frameWay([camp])).toEqual({ left: 22, top: 22, size: 20 });
  expect(frameWay([camp, { x: 40, y: 30 }])).toEqual({ left: 26, top: 21, size: 20 });
});

it("holds all of a long way, with room around it", () => {
  const { left, top, size } = frameWay([camp, { x: 60, y: 10 }]);
  expect(size).toBe(34);
  expect(left).toBeLessThanOrEqual(32 - 3);
  expect(left + size).toBeGreaterThanOrEqual(60 + 3);
  expect(top).toBeLessThanOrEqual(10);
  expect(top + size).toBeGreaterThanOrEqual(32);
});
