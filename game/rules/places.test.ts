import { expect, test } from "vitest";
import { nearestPlace, refuseAway, regionOf, ringOf, startOf, tileOfPlace, wayTo } from "./places";

const tile = (x: number, y: number) => y * 64 + x;

test("an expedition starts beside the fire, and at a post on its tile", () => {
  expect(([0, 1, 2, 3, 4] as const).map(startOf)).toEqual([
    tile(32, 33),
    tile(32, 14),
    tile(50, 32),
    tile(32, 50),
    tile(14, 32),
  ]);
});

test("rings end at 8 and at 18 tiles from the camp, diagonals counted as one", () => {
  expect([40, 41, 50, 51].map((x) => ringOf(tile(x, 32)))).toEqual([0, 1, 1, 2]);
  expect(ringOf(tile(24, 24))).toBe(0);
  expect(ringOf(tile(23, 24))).toBe(1);
});

test("a camp serves within two tiles, and says where the nearest one is", () => {
  expect(refuseAway(tile(34, 34))).toBeUndefined();
  expect(refuseAway(tile(35, 32))).toMatchObject({
    reason: "CampOutOfReach",
    seen: [3, 2],
    text: "Go back to a camp first (3 tiles west).",
  });
  expect(nearestPlace(tile(45, 32))).toEqual({ place: 2, distance: 5 });
});

test("of two camps at the same distance the first is the nearest", () => {
  expect(nearestPlace(tile(41, 32))).toEqual({ place: 0, distance: 9 });
});

test("a way is named by its direction, a slanted one by two", () => {
  const camp = tileOfPlace(0);
  expect(wayTo(camp, camp)).toBe("here");
  expect(wayTo(camp, tile(52, 32))).toBe("20 tiles east");
  expect(wayTo(camp, tile(32, 31))).toBe("1 tile north");
  expect(wayTo(camp, tile(28, 36))).toBe("8 tiles south-west");
});

test("regions are 8 × 8 tiles, row by row", () => {
  expect([tile(0, 0), tile(8, 0), tile(0, 8), tile(63, 63)].map(regionOf)).toEqual([0, 1, 8, 63]);
});
