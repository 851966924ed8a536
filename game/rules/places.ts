import { WIDTH } from "./island";
import { places, ringLimits } from "./numbers";
import { refuse } from "./outcome";
import type { Place, Refusal, Tile } from "./types";

/** From how far away a camp serves a player, in tiles; a diagonal counts as one. */
export const CAMP_REACH = 2;

export function nameOfPlace(place: Place): string {
  return places[place]?.name.toLowerCase() ?? "camp";
}

export function tileOfPlace(place: Place): Tile {
  const row = places[place];
  if (!row) throw new RangeError(`There is no place ${place}.`);
  return row.y * WIDTH + row.x;
}

/** Where an expedition starts: beside the fire, not in it. */
export function startOf(place: Place): Tile {
  return tileOfPlace(place) + (place === 0 ? WIDTH : 0);
}

/** Tiles between two tiles; a diagonal counts as one. */
export function distanceOf(a: Tile, b: Tile): number {
  return Math.max(Math.abs((a & 63) - (b & 63)), Math.abs((a >> 6) - (b >> 6)));
}

/** Steps from the camp: how far errands lie. */
export function stepsFromCamp(tile: Tile): number {
  return Math.abs((tile & 63) - 32) + Math.abs((tile >> 6) - 32);
}

/** 0 near the camp, 1 in the middle, 2 far out. */
export function ringOf(tile: Tile): number {
  const distance = distanceOf(tile, tileOfPlace(0));
  return distance <= ringLimits[0] ? 0 : distance <= ringLimits[1] ? 1 : 2;
}

/** Which of the 64 regions a tile is in. */
export function regionOf(tile: Tile): number {
  return ((tile >> 6) & 0x38) | ((tile >> 3) & 7);
}

/** The nearest of the five camps; of two at the same distance the first. */
export function nearestPlace(tile: Tile): { place: Place; distance: number } {
  let nearest = { place: places[0]?.id ?? 0, distance: Number.POSITIVE_INFINITY };
  for (const { id } of places) {
    const distance = distanceOf(tile, tileOfPlace(id));
    if (distance < nearest.distance) nearest = { place: id, distance };
  }
  return nearest;
}

/** The refusal of an action that needs a camp; undefined when the player is near enough. */
export function refuseAway(tile: Tile, reach = CAMP_REACH): Refusal | undefined {
  const { place, distance } = nearestPlace(tile);
  if (distance <= reach) return undefined;
  return refuse("CampOutOfReach", [distance, reach], `Go back to a camp first (${wayTo(tile, tileOfPlace(place))}).`);
}

/** The way to a tile, in words: "20 tiles east". */
export function wayTo(from: Tile, to: Tile): string {
  const dx = (to & 63) - (from & 63);
  const dy = (to >> 6) - (from >> 6);
  const steps = Math.abs(dx) + Math.abs(dy);
  if (steps === 0) return "here";
  // A direction counts from half of the other one on.
  const northSouth = 2 * Math.abs(dy) >= Math.abs(dx) ? (dy < 0 ? "north" : "south") : "";
  const eastWest = 2 * Math.abs(dx) >= Math.abs(dy) ? (dx < 0 ? "west" : "east") : "";
  const direction = [northSouth, eastWest].filter((word) => word !== "").join("-");
  return `${steps} ${steps === 1 ? "tile" : "tiles"} ${direction}`;
}
