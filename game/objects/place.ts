import type { Direction, Island, Tile } from "@/game/rules/types";
import { TILE_PX } from "./ground/layers";

type Point = { x: number; y: number };

/** Where the feet of a player on a tile are, in world pixels. */
export function footOf(island: Island, tile: Tile): Point {
  return {
    x: (tile % island.width) * TILE_PX + TILE_PX / 2,
    y: Math.floor(tile / island.width) * TILE_PX + TILE_PX - 4,
  };
}

/** The middle of a tile, in world pixels. */
export function middleOf(island: Island, tile: Tile): Point {
  return {
    x: (tile % island.width) * TILE_PX + TILE_PX / 2,
    y: Math.floor(tile / island.width) * TILE_PX + TILE_PX / 2,
  };
}

/** The tile at a point of the world; undefined outside of the map. */
export function tileAt(island: Island, point: Point): Tile | undefined {
  const x = Math.floor(point.x / TILE_PX);
  const y = Math.floor(point.y / TILE_PX);
  return x < 0 || y < 0 || x >= island.width || y >= island.height ? undefined : y * island.width + x;
}

/** The main direction of a movement; undefined when there is none. */
export function headingOf(dx: number, dy: number): Direction | undefined {
  if (dx === 0 && dy === 0) return undefined;
  if (Math.abs(dx) >= Math.abs(dy)) return dx > 0 ? "east" : "west";
  return dy > 0 ? "south" : "north";
}

/** A fixed number for a tile, for choices of looks: 0 to 2^32 - 1. */
export function hashTile(tile: Tile, salt: number): number {
  let hash = Math.imul(tile + 1, 0x9e3779b1) ^ Math.imul(salt + 7, 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  hash = Math.imul(hash ^ (hash >>> 12), 0x297a2d39);
  return (hash ^ (hash >>> 15)) >>> 0;
}
