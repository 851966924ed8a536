import { TILE_PX } from "@/game/objects/ground/layers";
import { footOf } from "@/game/objects/place";
import type { Island, Tile } from "@/game/rules/types";
import { chooseZoom } from "@/game/systems/zoom";

/** Where the middle of the picture is, in world pixels, and how many pixels of the canvas one of them gets. */
export type Camera = { x: number; y: number; zoom: number };

export type Size = { width: number; height: number };
/** A part of the world, in world pixels; the ends are exclusive. */
export type View = { left: number; top: number; right: number; bottom: number };

/** Tiles that are seen around a way. */
const AROUND = 3;

/** What a camera shows on a canvas. It begins on a whole pixel of the canvas, so that the ground never shimmers. */
export function viewOf({ x, y, zoom }: Camera, { width, height }: Size): View {
  const left = Math.round(x * zoom - width / 2) / zoom;
  const top = Math.round(y * zoom - height / 2) / zoom;
  return { left, top, right: left + width / zoom, bottom: top + height / zoom };
}

/** The same camera, moved so that it shows nothing beyond the map; where the map is smaller, its middle. */
export function keepOnIsland(camera: Camera, island: Island, { width, height }: Size): Camera {
  return {
    x: clamp(camera.x, width / camera.zoom / 2, island.width * TILE_PX),
    y: clamp(camera.y, height / camera.zoom / 2, island.height * TILE_PX),
    zoom: camera.zoom,
  };
}

/** Where everybody joins, in world pixels. */
export function campOf(island: Island): { x: number; y: number } {
  return footOf(island, island.camp);
}

/** Whole screen pixels per world pixel, as the game has them on a screen of this size. */
export function zoomFor(island: Island, screen: Size): number {
  return chooseZoom(screen, { width: island.width * TILE_PX, height: island.height * TILE_PX });
}

/** The whole island, as large as it fits. */
export function seeWhole(island: Island, { width, height }: Size): Camera {
  const world = { width: island.width * TILE_PX, height: island.height * TILE_PX };
  const zoom = Math.min(width / world.width, height / world.height);
  return { x: world.width / 2, y: world.height / 2, zoom };
}

/**
 * Pure: a camera that shows all of a way, as near as whole pixels allow.
 * @param tiles What must be seen, with some tiles around it.
 * @param size Of the canvas, in its pixels.
 */
export function seeTiles(island: Island, tiles: readonly Tile[], size: Size): Camera {
  const xs = tiles.map((tile) => tile % island.width);
  const ys = tiles.map((tile) => Math.floor(tile / island.width));
  const [left, right] = [Math.min(...xs) - AROUND, Math.max(...xs) + AROUND + 1];
  const [top, bottom] = [Math.min(...ys) - AROUND, Math.max(...ys) + AROUND + 1];
  const fits = (zoom: number) =>
    (right - left) * TILE_PX * zoom <= size.width && (bottom - top) * TILE_PX * zoom <= size.height;
  const zoom = [3, 2, 1].find(fits);
  if (zoom === undefined || tiles.length === 0) return seeWhole(island, size);
  const middle = { x: ((left + right) / 2) * TILE_PX, y: ((top + bottom) / 2) * TILE_PX, zoom };
  return keepOnIsland(middle, island, size);
}

function clamp(value: number, half: number, whole: number): number {
  return half * 2 > whole ? whole / 2 : Math.min(whole - half, Math.max(half, value));
}
