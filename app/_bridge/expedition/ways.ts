import { available } from "@/game/rules/grains";
import { biomeOf, readOpen, stepGrains } from "@/game/rules/ground";
import { neighbour } from "@/game/rules/island";
import type { Moment } from "@/game/rules/moment";
import { costs, grains } from "@/game/rules/numbers";
import { findCheapest } from "@/game/rules/pathfind";
import { nearestPlace, tileOfPlace } from "@/game/rules/places";
import type { Place, Tile } from "@/game/rules/types";
import type { Compass, Way } from "./views";

/** Grains that are spent on screen in a second. */
const SPENT_PER_SECOND = 3;

/**
 * The way of a player to a tile. Where nothing leads there now, as the gull flies over the dearest ground.
 * @param goal What counts as arrival: on the tile, or within reach of it.
 */
export function wayTo({ run, t, isLow }: Moment, to: Tile, goal: "on" | "within-reach" = "on"): Way {
  const open = readOpen(run.worn, isLow);
  const stepCost = (onto: Tile, from: Tile) => stepGrains(open, biomeOf(run.seed, from), biomeOf(run.seed, onto));
  const path = findCheapest(stepCost, run.tile, to, goal);
  const straight = Math.abs((to & 63) - (run.tile & 63)) + Math.abs((to >> 6) - (run.tile >> 6));
  let cost = path ? 0 : straight * costs.wade;
  let tile = run.tile;
  for (const direction of path ?? []) {
    const next = neighbour(tile, direction);
    cost += stepCost(next, tile) ?? 0;
    tile = next;
  }
  const missing = Math.max(0, cost - available(run, t));
  const seconds = Math.ceil(Math.max(cost / SPENT_PER_SECOND, missing / grains.perSecond));
  const [first] = path ?? [];
  return { steps: path?.length ?? straight, seconds, toward: compassTo(run.tile, to), ...(first && { first }) };
}

/** Whether steps lead along a way now. */
export const isOpenWay = ({ steps, first }: Way): boolean => steps === 0 || first !== undefined;

export function wayHome(moment: Moment): { place: Place; distance: number; way: Way } {
  const nearest = nearestPlace(moment.run.tile);
  return { ...nearest, way: wayTo(moment, tileOfPlace(nearest.place)) };
}

const compass: readonly Compass[] = [
  ...(["east", "southEast", "south", "southWest", "west", "northWest", "north", "northEast"] as const),
];

export function compassTo(from: Tile, to: Tile): Compass {
  const angle = Math.atan2((to >> 6) - (from >> 6), (to & 63) - (from & 63));
  return compass[(Math.round((angle / Math.PI) * 4) + 8) % 8] ?? "north";
}
