import type { Direction } from "@/game/rules/types";
import { TILE_PX } from "./ground/layers";
import { headingOf } from "./place";

/** World pixels per picture of the walk cycle: four pictures are one tile and a half. */
const STRIDE_PX = 6;

/** Somebody who walks: changed in place, so that frames create no garbage. */
export type Stroller = {
  readonly at: { x: number; y: number };
  /** Points still to pass, in world pixels. */
  way: { x: number; y: number }[];
  facing: Direction;
  /** World pixels walked so far. */
  travelled: number;
  /** How long a tile takes, in ms: slower on heavy ground. */
  tileMs: number;
};

/** Follows the way points at walking pace, faster the further behind it is: late updates must not pile up. */
export function stroll(walker: Stroller, deltaMs: number): void {
  const { at, way } = walker;
  let left = ((deltaMs * TILE_PX) / walker.tileMs) * (way.length > 2 ? 1 + (way.length - 2) * 0.35 : 1);
  for (let next = way[0]; next && left > 0; next = way[0]) {
    const dx = next.x - at.x;
    const dy = next.y - at.y;
    const reach = Math.hypot(dx, dy);
    walker.facing = headingOf(dx, dy) ?? walker.facing;
    if (reach <= left) {
      at.x = next.x;
      at.y = next.y;
      way.shift();
    } else {
      at.x += (dx / reach) * left;
      at.y += (dy / reach) * left;
    }
    const walked = Math.min(reach, left);
    left -= walked;
    walker.travelled += walked;
  }
}

/** Which of the four pictures of the walk cycle is shown. */
export function strideOf({ travelled }: Stroller): number {
  return Math.floor(travelled / STRIDE_PX) & 3;
}
