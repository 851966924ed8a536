import { describe, expect, it } from "vitest";
import { chooseLabels } from "./chooseLabels";

const spot = (key: string, x: number, y: number, distance: number) => ({ key, x, y, distance });

describe("chooseLabels", () => {
  it("names the nearest of players who stand close together", () => {
    const heap = [spot("far", 10, 4, 9), spot("near", 0, 0, 1), spot("middle", 50, 10, 5)];
    expect(chooseLabels(heap, 8).map(({ key }) => key)).toEqual(["near"]);
  });

  it("names everybody if there is room", () => {
    const row = [spot("a", 0, 0, 3), spot("b", 120, 0, 2), spot("c", 0, 30, 1)];
    expect(chooseLabels(row, 8)).toHaveLength(3);
  });

  it("shows no more names than can be read", () => {
    const crowd = Array.from({ length: 50 }, (_, n) => spot(String(n), n * 200, 0, n));
    expect(chooseLabels(crowd, 8).map(({ key }) => key)).toEqual(["0", "1", "2", "3", "4", "5", "6", "7"]);
  });
});
