import { chooseCloak } from "@/game/objects/cloaks";
import { footOf } from "@/game/objects/place";
import type { Direction, Island, Tile } from "@/game/rules/types";
import type { Atlas } from "./atlas";
import { type Camera, viewOf } from "./camera";
import { createBrush } from "./createBrush";

/** Somebody on a tile, or on the way to the next one. */
export type Figure = {
  /** The account, from which the cloak follows. */
  key: string;
  tile: Tile;
  next: { tile: Tile; share: number } | undefined;
  facing: Direction;
};

/** Pixels of the canvas per pixel of a figure, at least: on a picture of the whole island it would be a dot. */
const LEAST_ZOOM = 2.5;

/** From the foot to above the head, in pixels of a figure. */
const HEAD_PX = 21;

/**
 * Draws one figure over a picture of the island, large enough to be seen.
 * @returns Where its head is, in pixels of the canvas.
 */
export function paintFigure(
  context: CanvasRenderingContext2D,
  { island, atlas, camera }: { island: Island; atlas: Atlas; camera: Camera },
  { key, tile, next, facing }: Figure,
): { x: number; y: number } {
  const { left, top } = viewOf(camera, context.canvas);
  const from = footOf(island, tile);
  const to = next ? footOf(island, next.tile) : from;
  const share = next?.share ?? 0;
  const zoom = Math.max(camera.zoom, LEAST_ZOOM);
  const x = (from.x + (to.x - from.x) * share - left) * camera.zoom;
  const y = (from.y + (to.y - from.y) * share - top) * camera.zoom;
  context.setTransform(zoom, 0, 0, zoom, x, y);
  context.imageSmoothingEnabled = false;
  const stride = next ? Math.floor(share * 4) & 3 : 0;
  const sprite = `wanderer_${chooseCloak(key)}_${facing}_${stride}`;
  createBrush(context, atlas).stand({ sprite, x: 0, y: 0, depth: 0, isFlipped: false, alpha: 1 });
  context.globalAlpha = 1;
  return { x, y: y - HEAD_PX * zoom };
}
