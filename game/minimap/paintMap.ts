import { type Colour, palette } from "@/game/palette";
import { BEACH, biomeAt, FOREST, HILLS, MEADOW, RUINS, SEA, SHALLOWS } from "@/game/rules/island";
import type { BiomeId, Island, Tile } from "@/game/rules/types";
import { type Explored, isExplored } from "./explored";

/** Two colours of each ground: biomes also differ by pattern, for people who see few colours. */
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
export const MAP_PX = 4;
/** Tiles that the map shows at once: half of the island, so that the area seen in the first minute is more than a speck. */
export const VIEW_TILES = 32;

type Place = { left: number; top: number };

/** Upper left tile of the part shown around a tile; never beyond the edge of the island. */
export function chooseView(island: Island, around: Tile): Place {
  const clamp = (value: number, most: number) => Math.min(most, Math.max(0, value));
  return {
    left: clamp((around % island.width) - VIEW_TILES / 2, island.width - VIEW_TILES),
    top: clamp(Math.floor(around / island.width) - VIEW_TILES / 2, island.height - VIEW_TILES),
  };
}

/** Distance from the edge, in tiles, at which a mark is still fully visible. */
const EDGE_TILES = 1;

/** Where a tile is in the visible part, in pixels; tiles outside are moved to the edge. */
function placeIn(view: Place, island: Island, tile: Tile): { x: number; y: number; isInside: boolean } {
  const column = (tile % island.width) - view.left;
  const row = Math.floor(tile / island.width) - view.top;
  const clamp = (value: number) => Math.min(VIEW_TILES - 1 - EDGE_TILES, Math.max(EDGE_TILES, value));
  const isInside = column >= 0 && row >= 0 && column < VIEW_TILES && row < VIEW_TILES;
  return { x: (clamp(column) + 0.5) * MAP_PX, y: (clamp(row) + 0.5) * MAP_PX, isInside };
}

type Pixels = { data: Uint8ClampedArray; width: number };

/** Draws one tile as far as it is known: its ground, or fog. */
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

/** Shapes of the marks, which differ without colour: a tent, a cross in a frame, a small square. */
const shapes = {
  camp: [
    "....#....",
    "...#o#...",
    "...#o#...",
    "..#ooo#..",
    "..#ooo#..",
    ".#oo#oo#.",
    ".#o#.#o#.",
    "#oo#.#oo#",
    "#########",
  ],
  self: [
    "...###...",
    "..#ooo#..",
    ".#ooooo#.",
    "#ooooooo#",
    "#ooo#ooo#",
    "#ooooooo#",
    ".#ooooo#.",
    "..#ooo#..",
    "...###...",
  ],
  other: ["#####", "#ooo#", "#ooo#", "#ooo#", "#####"],
} as const;

const shapeInks = { camp: "ember3", self: "cream", other: "bloom" } as const satisfies Record<string, Colour>;

/** Draws a mark centred on a tile. The camp stays on the edge when it is outside: it shows the way home. */
export function drawMark(
  context: Pick<CanvasRenderingContext2D, "fillRect" | "fillStyle">,
  island: Island,
  view: Place,
  tile: Tile,
  mark: keyof typeof shapes,
): void {
  const { x, y, isInside } = placeIn(view, island, tile);
  if (!isInside && mark !== "camp") return;
  const rows = shapes[mark];
  const left = Math.floor(x) - (rows.length >> 1);
  const top = Math.floor(y) - (rows.length >> 1);
  rows.forEach((row, dy) => {
    for (let dx = 0; dx < row.length; dx++) {
      if (row[dx] === ".") continue;
      context.fillStyle = palette[row[dx] === "#" ? "ink" : shapeInks[mark]];
      context.fillRect(left + dx, top + dy, 1, 1);
    }
  });
}
