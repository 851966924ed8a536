import { middleOf } from "@/game/objects/place";
import { palette } from "@/game/palette";
import type { Island, Tile } from "@/game/rules/types";
import { type Camera, viewOf } from "./camera";

/** What a sign on a way stands for; each has a form of its own. */
export type SignKind = "start" | "find" | "bank" | "errand" | "fall" | "end";
export type Sign = { tile: Tile; kind: SignKind };

/** A way over the island, as it is drawn on top of a picture of it. */
export type WayPicture = {
  /** Tiles one after the other; a line joins their middles. */
  way: readonly Tile[];
  /** Where the last part of the line ends, in tiles: between two of them. Undefined: at the last tile. */
  head?: { tile: Tile; share: number } | undefined;
  look: "walked" | "ahead" | "ghost";
};

/** Pixels of the canvas, at any zoom. */
const LINE_PX = { walked: 5, ahead: 3, ghost: 4 } as const;
const SIGN_PX = 9;
const inks = { walked: palette.cream, ahead: palette.sand3, ghost: palette.sea4 } as const;
/** The colour of each sign. */
export const fills: Readonly<Record<SignKind, string>> = {
  ...{ start: palette.cream, find: palette.ember3, bank: palette.leaf4 },
  ...{ errand: palette.bloom, fall: palette.ember1, end: palette.cream },
};

/** Draws a way as a line with a dark edge; what lies ahead is faint, another player's has gaps. */
export function paintWay(
  context: CanvasRenderingContext2D,
  island: Island,
  camera: Camera,
  { way, head, look }: WayPicture,
): void {
  const points = way.map((tile) => middleOf(island, tile));
  const last = points.at(-1);
  if (!last) return;
  if (head) {
    const to = middleOf(island, head.tile);
    points.push({ x: last.x + (to.x - last.x) * head.share, y: last.y + (to.y - last.y) * head.share });
  }
  lookThrough(context, camera);
  const px = 1 / camera.zoom;
  context.globalAlpha = look === "ahead" ? 0.45 : 1;
  context.lineJoin = "round";
  context.lineCap = "round";
  context.setLineDash(look === "ghost" ? [2 * px, 10 * px] : []);
  context.beginPath();
  for (const { x, y } of points) context.lineTo(x, y);
  for (const [ink, width] of [
    [palette.ink, LINE_PX[look] + 4],
    [inks[look], LINE_PX[look]],
  ] as const) {
    context.strokeStyle = ink;
    context.lineWidth = width * px;
    context.stroke();
  }
  context.setLineDash([]);
  context.globalAlpha = 1;
}

/** Draws what happened on a way, each kind once on a tile. */
export function paintSigns(
  context: CanvasRenderingContext2D,
  island: Island,
  camera: Camera,
  signs: readonly Sign[],
): void {
  lookThrough(context, camera);
  const size = SIGN_PX / camera.zoom;
  context.strokeStyle = palette.ink;
  context.lineWidth = 3 / camera.zoom;
  context.lineJoin = "round";
  const drawn = new Set<string>();
  for (const { tile, kind } of signs) {
    const name = `${tile} ${kind}`;
    if (drawn.has(name)) continue;
    drawn.add(name);
    const { x, y } = middleOf(island, tile);
    context.fillStyle = fills[kind];
    context.beginPath();
    trace(context, kind, x, y, size);
    context.closePath();
    context.fill();
    context.stroke();
  }
}

/** World pixels from here on. */
function lookThrough(context: CanvasRenderingContext2D, camera: Camera): void {
  const { left, top } = viewOf(camera, context.canvas);
  context.setTransform(camera.zoom, 0, 0, camera.zoom, -left * camera.zoom, -top * camera.zoom);
}

/** Corners of each sign, two wide, around its middle; the start and the end are round. */
export const corners: Readonly<Record<SignKind, readonly (readonly [x: number, y: number])[]>> = {
  start: [],
  end: [],
  find: [
    [0, -1],
    [1, 0],
    [0, 1],
    [-1, 0],
  ],
  bank: [
    [-0.8, -0.8],
    [0.8, -0.8],
    [0.8, 0.8],
    [-0.8, 0.8],
  ],
  errand: [
    [0, -1],
    [1, 0.8],
    [-1, 0.8],
  ],
  fall: [
    [-1, -0.8],
    [1, -0.8],
    [0, 1],
  ],
};

function trace(context: CanvasRenderingContext2D, kind: SignKind, x: number, y: number, size: number): void {
  if (corners[kind].length === 0) context.arc(x, y, kind === "end" ? size * 1.1 : size * 0.7, 0, 2 * Math.PI);
  for (const [dx, dy] of corners[kind]) context.lineTo(x + dx * size, y + dy * size);
}
