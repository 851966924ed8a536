import { describe, expect, it } from "vitest";
import { palette } from "@/game/palette";
import { biomeAt, CAMP, readIsland, TILES, WIDTH } from "@/game/rules/island";
import { biomes } from "@/game/rules/table";
import { createExplored, explore } from "./explored";
import { drawMark, MAP_PX, paintTile } from "./paintMap";

const island = readIsland(3n);
const width = WIDTH * MAP_PX;

function paintAll(from: number | undefined) {
  const pixels = { data: new Uint8ClampedArray(width * width * 4), width };
  const explored = createExplored(island);
  if (from !== undefined) explore(explored, island, from);
  for (let tile = 0; tile < TILES; tile++) paintTile(pixels, island, explored, tile);
  const at = (tile: number) => {
    const first = (Math.floor(tile / WIDTH) * width + (tile % WIDTH)) * MAP_PX * 4;
    const line = width * 4;
    const cells = [first, first + 4, first + line, first + line + 4];
    return cells.map((cell) => [...pixels.data.slice(cell, cell + 3)].join(",")).join(" ");
  };
  return at;
}

describe("paintTile", () => {
  it("shows the ground where it was seen and fog elsewhere", () => {
    const fog = paintAll(undefined);
    const known = paintAll(CAMP);
    expect(known(CAMP)).not.toBe(fog(CAMP));
    expect(known(CAMP + 20)).toBe(fog(CAMP + 20));
  });

  it("gives no ground the look of fog", () => {
    const fog = paintAll(undefined);
    for (const { id } of biomes) {
      const tile = Array.from({ length: TILES }, (_, each) => each).find((each) => biomeAt(island, each) === id);
      if (tile === undefined) continue;
      expect(paintAll(tile)(tile), `biome ${id}`).not.toBe(fog(tile));
    }
  });
});

describe("drawMark", () => {
  it("gives camp, self and others shapes of their own, within their tile's surroundings", () => {
    const outlines = (["camp", "self", "other"] as const).map((mark) => {
      const cells: string[] = [];
      const context = {
        fillStyle: "",
        fillRect: (x: number, y: number) => {
          expect(Math.abs(x - (CAMP % WIDTH) * MAP_PX)).toBeLessThan(6);
          if (context.fillStyle === palette.ink) cells.push(`${x},${y}`);
        },
      };
      drawMark(context, island, CAMP, mark);
      expect(cells.length).toBeGreaterThan(0);
      return cells.join(" ");
    });
    expect(new Set(outlines).size).toBe(3);
  });
});
