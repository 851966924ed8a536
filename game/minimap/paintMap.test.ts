import { describe, expect, it } from "vitest";
import { palette } from "@/game/palette";
import { biomeAt, CAMP, readIsland, TILES, WIDTH } from "@/game/rules/island";
import { biomes } from "@/game/rules/table";
import { createExplored, explore } from "./explored";
import { chooseView, drawMark, MAP_PX, paintTile, VIEW_TILES } from "./paintMap";

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
    const cells = Array.from(
      { length: MAP_PX * MAP_PX },
      (_, n) => first + (n % MAP_PX) * 4 + Math.floor(n / MAP_PX) * line,
    );
    return cells.map((cell) => [...pixels.data.slice(cell, cell + 3)].join(",")).join(" ");
  };
  return at;
}

describe("paintTile", () => {
  it("shows ground that was seen, and fog elsewhere", () => {
    const fog = paintAll(undefined);
    const known = paintAll(CAMP);
    expect(known(CAMP)).not.toBe(fog(CAMP));
    expect(known(CAMP + 20)).toBe(fog(CAMP + 20));
  });

  it("draws no ground like fog", () => {
    const fog = paintAll(undefined);
    for (const { id } of biomes) {
      const tile = Array.from({ length: TILES }, (_, each) => each).find((each) => biomeAt(island, each) === id);
      if (tile === undefined) continue;
      expect(paintAll(tile)(tile), `biome ${id}`).not.toBe(fog(tile));
    }
  });
});

describe("chooseView", () => {
  it("keeps the player in the middle, and stops at the edge of the island", () => {
    expect(chooseView(island, CAMP)).toEqual({ left: 16, top: 16 });
    expect(chooseView(island, 3 * WIDTH + 60)).toEqual({ left: WIDTH - VIEW_TILES, top: 0 });
  });
});

describe("drawMark", () => {
  const count = (tile: number, mark: "camp" | "other") => {
    let drawn = 0;
    const context = {
      fillStyle: "",
      fillRect: (x: number, y: number) => {
        drawn++;
        expect(Math.min(x, y)).toBeGreaterThanOrEqual(0);
        expect(Math.max(x, y)).toBeLessThan(VIEW_TILES * MAP_PX);
      },
    };
    drawMark(context, island, { left: 0, top: 0 }, tile, mark);
    return drawn;
  };

  it("keeps the camp on the edge when it is outside, and leaves out other players there", () => {
    expect(count(60 * WIDTH + 60, "camp")).toBeGreaterThan(0);
    expect(count(60 * WIDTH + 60, "other")).toBe(0);
    expect(count(0, "camp")).toBeGreaterThan(0);
  });

  it("draws camp, self and others in different shapes, close to their tile", () => {
    const outlines = (["camp", "self", "other"] as const).map((mark) => {
      const cells: string[] = [];
      const context = {
        fillStyle: "",
        fillRect: (x: number, y: number) => {
          expect(Math.abs(x - ((CAMP % WIDTH) - 16) * MAP_PX)).toBeLessThan(9);
          if (context.fillStyle === palette.ink) cells.push(`${x},${y}`);
        },
      };
      drawMark(context, island, chooseView(island, CAMP), CAMP, mark);
      expect(cells.length).toBeGreaterThan(0);
      return cells.join(" ");
    });
    expect(new Set(outlines).size).toBe(3);
  });
});
