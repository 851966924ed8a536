import { describe, expect, it } from "vitest";
import { TILE_PX } from "@/game/objects/ground/layers";
import { middleOf } from "@/game/objects/place";
import { CAMP, readIsland } from "@/game/rules/island";
import { seeTiles, viewOf } from "./camera";

const island = readIsland(7n);
const size = { width: 1024, height: 1024 };
const tile = (x: number, y: number) => y * 64 + x;

describe("seeTiles", () => {
  it("comes near to a short way, and shows tiles around it", () => {
    const camera = seeTiles(island, [CAMP, CAMP + 4], size);
    expect(camera.zoom).toBe(3);
    const { left, right } = viewOf(camera, size);
    expect(left).toBeLessThanOrEqual((32 - 3) * TILE_PX);
    expect(right).toBeGreaterThanOrEqual((36 + 4) * TILE_PX);
  });

  it("shows the whole island where the way goes all over it", () => {
    const camera = seeTiles(island, [tile(4, 30), tile(60, 34)], size);
    expect(viewOf(camera, size)).toEqual({ left: 0, top: 0, right: 1024, bottom: 1024 });
  });

  it("has every tile of any way in its view, and nothing beyond the map", () => {
    for (let n = 0; n < 64; n++) {
      const way = [tile(n, (n * 7) % 64), tile((n * 13) % 64, (n * 29) % 64)];
      const view = viewOf(seeTiles(island, way, size), size);
      for (const each of way) {
        const { x, y } = middleOf(island, each);
        expect(x > view.left && x < view.right && y > view.top && y < view.bottom, `${way}`).toBe(true);
      }
      expect(Math.min(view.left, view.top)).toBeGreaterThanOrEqual(0);
      expect(Math.max(view.right, view.bottom)).toBeLessThanOrEqual(1024);
    }
  });
});
