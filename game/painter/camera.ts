import { TILE_PX } from "@/game/objects/ground/layers";
import { footOf } from "@/game/objects/place";
import type { Island } from "@/game/rules/types";
import { chooseZoom } from "@/game/systems/zoom";

/** Where the middle of the picture is, in world pixels, and how many pixels of the canvas one of them gets. */
export type Camera = { x: number; y: number; zoom: number };

export type Size = { width: number; height: number };
/** A part of the world, in world pixels; the ends are exclusive. */
export type View = { left: number; top: number; right: number; bottom: number };

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

function clamp(value: number, half: number, whole: number): number {
  return half * 2 > whole ? whole / 2 : Math.min(whole - half, Math.max(half, value));
}
