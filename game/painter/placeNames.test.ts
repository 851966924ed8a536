import { describe, expect, it } from "vitest";
import { createRandom } from "@/game/noise";
import { type Box, type Named, placeNames } from "./placeNames";

const within: Box = { left: 0, top: 0, width: 800, height: 400 };
const named = (key: string, x: number, head: number, width = 100): Named => ({
  ...{ key, x, figure: 30, head, foot: head + 60, width, height: 20 },
});
const overlap = (a: Box, b: Box) =>
  a.left < b.left + b.width && b.left < a.left + a.width && a.top < b.top + b.height && b.top < a.top + a.height;

describe("placeNames", () => {
  it("stands above the head, in the middle", () => {
    expect(placeNames([named("a", 400, 200)], within, [], 8).get("a")).toEqual({
      ...{ left: 350, top: 180, width: 100, height: 20 },
    });
  });

  it("goes below the feet where another name is, and is left out where that is taken as well", () => {
    const heap = [named("a", 400, 200), named("b", 400, 200), named("c", 400, 200)];
    const placed = placeNames(heap, within, [], 8);
    expect(placed.get("a")?.top).toBe(180);
    expect(placed.get("b")?.top).toBe(260);
    expect(placed.has("c")).toBe(false);
  });

  it("covers nothing that is taken, and stays within the picture", () => {
    const words: Box = { left: 0, top: 0, width: 300, height: 400 };
    const people = [named("under", 200, 200), named("edge", 780, 200), named("top", 500, 10), named("free", 680, 200)];
    expect([...placeNames(people, within, [words], 8).keys()]).toEqual(["top", "free"]);
  });

  it("does not cover another's figure", () => {
    const people = [named("south", 400, 250), named("north", 400, 200)];
    const placed = placeNames(people, within, [], 8);
    expect(placed.get("south")?.top).toBe(310);
    expect(placed.get("north")?.top).toBe(180);
  });

  it("never lets two names cover each other, however long they are and however many stand together", () => {
    const random = createRandom(5);
    for (let round = 0; round < 200; round++) {
      const crowd = Array.from({ length: 30 }, (_, n) =>
        named(String(n), random() * 800, random() * 400, 40 + random() * 260),
      );
      const boxes = [...placeNames(crowd, within, [], 12).values()];
      expect(boxes.length).toBeGreaterThan(1);
      expect(boxes.length).toBeLessThanOrEqual(12);
      for (const [n, box] of boxes.entries()) {
        for (const other of boxes.slice(n + 1)) expect(overlap(box, other)).toBe(false);
      }
    }
  });
});
