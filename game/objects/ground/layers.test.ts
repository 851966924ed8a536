import { describe, expect, it } from "vitest";
import { biomeAt, readIsland } from "@/game/rules/island";
import { FAR, measureDistance } from "./distance";
import { layers, paintLayers, TILE_PX, weigh } from "./layers";

describe("weigh", () => {
  it("is 1 at a corner of the layer, and one half midway between two corners", () => {
    expect(weigh(true, false, false, false, 0, 0)).toBe(1);
    expect(weigh(true, false, false, false, 1, 1)).toBe(0);
    expect(weigh(true, false, true, false, 0.5, 0.3)).toBeCloseTo(0.5);
    expect(weigh(true, true, true, true, 0.2, 0.9)).toBeCloseTo(1);
  });
});

describe("paintLayers", () => {
  it.each([0n, 7n, 4294967295n])(
    "shows in the middle of each tile of island %s the biome that the rules use",
    (seed) => {
      const island = readIsland(seed);
      const pixels = paintLayers(island);
      let wrong = 0;
      for (let tile = 0; tile < island.width * island.height; tile++) {
        const x = (tile % island.width) * TILE_PX + TILE_PX / 2;
        const y = Math.floor(tile / island.width) * TILE_PX + TILE_PX / 2;
        if (layers[pixels[y * island.width * TILE_PX + x] ?? 0] !== biomeAt(island, tile)) wrong++;
      }
      // A ragged border may cover the middle of a single tile among others; a coast must be exact.
      expect(wrong / (island.width * island.height)).toBeLessThan(0.01);
    },
  );
});

describe("measureDistance", () => {
  it("measures thirds of a pixel to the nearest accepted one", () => {
    const picture = Uint8Array.from([1, 0, 0, 0, 0, 0, 0, 0, 0]);
    const distance = measureDistance(picture, 3, 3, (layer) => layer === 1);
    expect([...distance]).toEqual([0, 3, 6, 3, 4, 7, 6, 7, 8]);
  });

  it("is far when nothing is accepted", () => {
    expect([...measureDistance(new Uint8Array(4), 2, 2, () => false)]).toEqual([FAR, FAR, FAR, FAR]);
  });
});
