import type { Person } from "@/game/painter/listSprites";

/** Half of a figure's width, and how high it is, in world pixels. */
const HALF_PX = 8;
const HEIGHT_PX = 25;
/** A thumb is larger than a figure. */
const NEAR_PX = 8;

/**
 * Pure: whose figure is at a point of the world.
 * @param people Those who are drawn.
 * @param point In world pixels.
 * @returns Their key; the nearest of several; undefined where nobody is near.
 */
export function pick(people: readonly Person[], point: { x: number; y: number }): string | undefined {
  let best: { key: string; distance: number } | undefined;
  for (const { key, at } of people) {
    const dx = Math.max(0, Math.abs(point.x - at.x) - HALF_PX);
    const dy = Math.max(0, point.y - at.y, at.y - HEIGHT_PX - point.y);
    const distance = Math.hypot(dx, dy);
    if (distance > NEAR_PX) continue;
    // Of figures that overlap, the one whose middle is nearer.
    const middle = distance + Math.hypot(point.x - at.x, point.y - (at.y - HEIGHT_PX / 2)) / 1_000;
    if (!best || middle < best.distance) best = { key, distance: middle };
  }
  return best?.key;
}
