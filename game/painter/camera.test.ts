import { expect, it } from "vitest";
import { readIsland } from "@/game/rules/island";
import { keepOnIsland, seeWhole, viewOf, zoomFor } from "./camera";

const island = readIsland(1n);

it("begins on a whole pixel of the canvas, whatever the zoom", () => {
  for (const zoom of [1, 3, 0.5]) {
    const { left, top, right, bottom } = viewOf({ x: 500.37, y: 411.9, zoom }, { width: 301, height: 200 });
    expect(left * zoom).toBeCloseTo(Math.round(left * zoom), 9);
    expect(top * zoom).toBeCloseTo(Math.round(top * zoom), 9);
    expect((right - left) * zoom).toBeCloseTo(301);
    expect((bottom - top) * zoom).toBeCloseTo(200);
  }
});

it("keeps the picture on the island, and takes the middle where the island is smaller", () => {
  const size = { width: 400, height: 200 };
  expect(keepOnIsland({ x: -50, y: 5_000, zoom: 1 }, island, size)).toEqual({ x: 200, y: 924, zoom: 1 });
  expect(keepOnIsland({ x: 500, y: 500, zoom: 1 }, island, size)).toEqual({ x: 500, y: 500, zoom: 1 });
  expect(keepOnIsland({ x: 0, y: 0, zoom: 0.1 }, island, size)).toEqual({ x: 512, y: 512, zoom: 0.1 });
});

it("shows the whole island on a poster, and nothing larger than it fits", () => {
  const size = { width: 1_200, height: 630 };
  const { left, top, right, bottom } = viewOf(seeWhole(island, size), size);
  expect(top).toBeCloseTo(0);
  expect(bottom).toBeCloseTo(1_024);
  expect(left).toBeLessThan(0);
  expect(right).toBeGreaterThan(1_024);
});

it("enlarges by whole pixels, as the game does", () => {
  expect(zoomFor(island, { width: 1_280, height: 800 })).toBe(3);
  expect(zoomFor(island, { width: 390, height: 844 })).toBe(2);
});
