import { layers, paintLayers, TILE_PX } from "@/game/objects/ground/layers";
import { middleOf } from "@/game/objects/place";
import { type Colour, palette } from "@/game/palette";
import { readIsland } from "@/game/rules/island";
import type { Tile } from "@/game/rules/types";
import { type Size, seeTiles, viewOf } from "./camera";
import { corners, fills, type Sign, type SignKind } from "./paintWay";

/** Pixels of the picture, from its top left. */
export type ChartPoint = { x: number; y: number };

/** A part of an island and a way on it, for whoever has no canvas to paint on. */
export type Chart = Size & {
  /** Row by row: the place in `tones` of each pixel. */
  pixels: Uint8Array<ArrayBuffer>;
  /** Colours, as `#rrggbb`. */
  tones: readonly string[];
  /** The middles of the tiles of the way. */
  way: readonly ChartPoint[];
  /** What happened on it, each kind once on a tile. `corners`: without any it is round. */
  signs: readonly (ChartPoint & { kind: SignKind; fill: string; corners: readonly ChartPoint[] })[];
};

/** Each layer, and the same where a lower one begins below it: so that each seems to lie on the one beneath. */
const tones: readonly (readonly [Colour, Colour])[] = [
  ["sea1", "sea1"],
  ["sea3", "sea2"],
  ["sand2", "sand0"],
  ["leaf4", "leaf2"],
  ["leaf3", "leaf1"],
  ["stone4", "stone1"],
  ["stone2", "stone0"],
];

type Options = {
  seed: number;
  /** All of it is on the chart; at least one. */
  way: readonly Tile[];
  signs: readonly Sign[];
  /** Pixels of the picture, and half of the width of a sign. */
  size: Size;
  signPx: number;
};

/** Pure: draws a part of an island in flat colours, and says where a way and its signs are on it. */
export function createChart({ seed, way, signs, size, signPx }: Options): Chart {
  const island = readIsland(BigInt(seed));
  const camera = seeTiles(island, way, size);
  const view = viewOf(camera, size);
  const at = (tile: Tile): ChartPoint => {
    const { x, y } = middleOf(island, tile);
    return { x: (x - view.left) * camera.zoom, y: (y - view.top) * camera.zoom };
  };
  const ground = paintLayers(island);
  const width = island.width * TILE_PX;
  const last = island.height * TILE_PX - 1;
  const layerAt = (x: number, y: number) =>
    ground[Math.min(last, Math.max(0, y)) * width + Math.min(width - 1, Math.max(0, x))] ?? 0;
  const pixels = new Uint8Array(size.width * size.height);
  for (let row = 0; row < size.height; row++) {
    const y = Math.floor(view.top + row / camera.zoom);
    for (let column = 0; column < size.width; column++) {
      const x = Math.floor(view.left + column / camera.zoom);
      const own = layerAt(x, y);
      const isEdge = layerAt(x, y + 1) < own || layerAt(x, y + 2) < own;
      pixels[row * size.width + column] = own * 2 + (isEdge ? 1 : 0);
    }
  }
  const seen = new Map(signs.map((sign) => [`${sign.tile} ${sign.kind}`, sign]));
  return {
    ...size,
    pixels,
    tones: layers.flatMap((_, layer) => (tones[layer] ?? []).map((name) => palette[name])),
    way: way.map(at),
    signs: [...seen.values()].map(({ tile, kind }) => {
      const middle = at(tile);
      const around = corners[kind].map(([dx, dy]) => ({ x: middle.x + dx * signPx, y: middle.y + dy * signPx }));
      return { ...middle, kind, fill: fills[kind], corners: around };
    }),
  };
}

/** The line of a way and the edge of everything that is drawn on the island. */
export const chartInks = { line: palette.cream, edge: palette.ink } as const;
