import { expect, it } from "vitest";
import { biomeAt, readIsland, SEA } from "@/game/rules/island";
import { createChart } from "./chart";

const seed = 7;
const island = readIsland(BigInt(seed));
const size = { width: 300, height: 300 };
const { camp } = island;

it("shows the way in its middle, on the ground of the island", () => {
  const { pixels, tones, way, width } = createChart({ seed, way: [camp, camp + 1], signs: [], size, signPx: 9 });
  expect(pixels).toHaveLength(300 * 300);
  expect(tones.length).toBeGreaterThan(Math.max(...pixels));
  const [from, to] = way;
  expect(to?.x).toBe((from?.x ?? 0) + 16 * 2);
  expect(to?.y).toBe(from?.y);
  for (const { x, y } of way) {
    expect(Math.abs(x - 150)).toBeLessThan(60);
    expect(Math.abs(y - 150)).toBeLessThan(60);
    expect(pixels[Math.round(y) * width + Math.round(x)], "nobody walks on the sea").toBeGreaterThan(1);
  }
});

it("shows the whole island where the way needs it", () => {
  const corners = [0, island.width * island.height - 1];
  const { pixels, way } = createChart({ seed, way: corners, signs: [], size, signPx: 9 });
  expect(way[0]?.x).toBeLessThan(5);
  expect(way[1]?.x).toBeGreaterThan(295);
  expect(biomeAt(island, 0)).toBe(SEA);
  expect(pixels[0]).toBeLessThan(2);
});

it("has each kind of sign once on a tile, round where it has no corners", () => {
  const signs = [
    { tile: camp, kind: "start" },
    { tile: camp + 1, kind: "find" },
    { tile: camp + 1, kind: "find" },
    { tile: camp + 1, kind: "bank" },
  ] as const;
  const chart = createChart({ seed, way: [camp], signs, size, signPx: 10 });
  expect(chart.signs.map(({ kind, corners }) => [kind, corners.length])).toEqual([
    ["start", 0],
    ["find", 4],
    ["bank", 4],
  ]);
  const [, find] = chart.signs;
  expect(find?.corners[0]).toEqual({ x: find?.x, y: (find?.y ?? 0) - 10 });
});
