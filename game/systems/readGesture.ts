import type { Direction } from "@/game/rules/types";

type Point = { x: number; y: number };

export type Gesture = { type: "tap"; at: Point } | { type: "swipe"; direction: Direction };

/** A finger that moves less than this many CSS pixels is a tap. */
const TAP_PX = 14;
/** A shorter drag than this is neither: a hesitant tap, better ignored than wrong. */
const SWIPE_PX = 28;

/** What a press and its release mean, however slow they are; undefined: nothing. */
export function readGesture(from: Point, to: Point): Gesture | undefined {
  const dx = to.x - from.x;
  const dy = to.y - from.y;
  const reach = Math.hypot(dx, dy);
  if (reach <= TAP_PX) return { type: "tap", at: to };
  if (reach < SWIPE_PX) return undefined;
  if (Math.abs(dx) > Math.abs(dy)) return { type: "swipe", direction: dx > 0 ? "east" : "west" };
  return { type: "swipe", direction: dy > 0 ? "south" : "north" };
}
