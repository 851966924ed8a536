import { type Colour, palette } from "@/game/palette";
import { BEACH, biomeAt, FOREST, HILLS, MEADOW, RUINS, SEA, SHALLOWS } from "@/game/rules/island";
import type { BiomeId, Island, Tile } from "@/game/rules/types";
import { type Explored, isExplored } from "./explored";

/** Two colours of each ground: biomes differ by pattern as well, for those who see few colours. */
const inks: Readonly<Record<BiomeId, { base: Colour; mark: Colour; pattern: (x: number, y: number) => boolean }>> = {
  [SEA]: { base: "sea0", mark: "sea1", pattern: (x, y) => y % 4 === 0 && x % 4 < 2 },
  [SHALLOWS]: { base: "sea2", mark: "sea3", pattern: (x, y) => (x + y) % 4 === 0 },
  [BEACH]: { base: "sand2", mark: "sand3", pattern: (x, y) => x % 4 === 1 && y % 4 === 1 },
  [MEADOW]: { base: "leaf3", mark: "leaf4", pattern: (x, y) => x % 4 === 0 && y % 2 === 0 },
  [FOREST]: { base: "leaf1", mark: "leaf2", pattern: (x, y) => (x + y) % 2 === 0 },
  [HILLS]: { base: "stone2", mark: "stone1", pattern: (x, y) => (x - y + 64) % 4 === 0 },
  [RUINS]: { base: "stone4", mark: "stone0", pattern: (x, y) => x % 2 === 0 && y % 2 === 0 },
};
const fog = { base: "dusk0", mark: "ink", pattern: (x: number, y: number) => (x + y) % 4 === 0 } as const;

/** Pixels of the map per tile and axis. */
export const MAP_PX = 2;

type Pixels = { data: Uint8ClampedArray; width: number };

/** Paints one tile as it is known: its ground, or fog. */
export function paintTile(pixels: Pixels, island: Island, explored: Explored, tile: Tile): void {
  const ink = isExplored(explored, tile) ? (inks[biomeAt(island, tile)] ?? fog) : fog;
  const left = (tile % island.width) * MAP_PX;
  const top = Math.floor(tile / island.width) * MAP_PX;
  for (let y = top; y < top + MAP_PX; y++) {
    for (let x = left; x < left + MAP_PX; x++) {
      const word = Number.parseInt(palette[ink.pattern(x, y) ? ink.mark : ink.base].slice(1), 16);
      const at = (y * pixels.width + x) * 4;
      pixels.data[at] = word >> 16;
      pixels.data[at + 1] = (word >> 8) & 255;
      pixels.data[at + 2] = word & 255;
      pixels.data[at + 3] = 255;
    }
  }
}

/** Shapes of what is marked, told apart without colour: a tent, a cross in a frame, a small square. */
const shapes = {
  camp: ["...#...", "..#o#..", "..#o#..", ".#ooo#.", ".#o#o#.", "#oo#oo#", "#######"],
  self: ["..###..", ".#ooo#.", "##ooo##", "#ooooo#", "##ooo##", ".#ooo#.", "..###.."],
  other: ["####", "#oo#", "#oo#", "####"],
} as const;

const shapeInks = { camp: "ember3", self: "cream", other: "bloom" } as const satisfies Record<string, Colour>;

/** Draws a mark with its middle on a tile. */
export function drawMark(
  context: Pick<CanvasRenderingContext2D, "fillRect" | "fillStyle">,
  island: Island,
  tile: Tile,
  mark: keyof typeof shapes,
): void {
  const rows = shapes[mark];
  const half = rows.length >> 1;
  const left = (tile % island.width) * MAP_PX + 1 - half;
  const top = Math.floor(tile / island.width) * MAP_PX + 1 - half;
  rows.forEach((row, dy) => {
    for (let dx = 0; dx < row.length; dx++) {
      if (row[dx] === ".") continue;
      context.fillStyle = palette[row[dx] === "#" ? "ink" : shapeInks[mark]];
      context.fillRect(left + dx, top + dy, 1, 1);
    }
  });
}
