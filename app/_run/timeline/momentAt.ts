import { clockAt } from "@/game/rules/clock";
import { priceLoad } from "@/game/rules/load";
import { nearestPlace } from "@/game/rules/places";
import type { Direction, Phase, Tile } from "@/game/rules/types";
import type { Frame, Timeline } from "./createTimeline";
import { secondsOf } from "./createTimeline";

/** The player at a time of the expedition. */
export type RunMoment = {
  /** Where the chain, or a step on the way to its next block, has the player. */
  tile: Tile;
  /** The way to the next tile: which one, and how much of it is done, 0 to 1. */
  next: { tile: Tile; share: number } | undefined;
  facing: Direction;
  points: number;
  /** What would count for the load at the nearest camp or post now. */
  load: number;
  steps: number;
  falls: number;
  phase: Phase;
};

/**
 * Pure: where the player is and what they have.
 * @param timeline The expedition.
 * @param at Seconds since its start.
 */
export function momentAt(timeline: Timeline, at: number): RunMoment {
  const { plan, frames } = timeline;
  const index = indexAt(frames, at);
  const frame = frames[index] ?? frames[0];
  const after = frames[index + 1];
  const isOver = at >= secondsOf(timeline);
  const { tide, phase } = clockAt(plan.length, Math.min(at, secondsOf(timeline) - 1));
  const isWalking = after !== undefined && after.tile !== frame.tile && after.from <= at && after.at > after.from;
  const next = isWalking ? { tile: after.tile, share: (at - after.from) / (after.at - after.from) } : undefined;
  const { tile, points, pack, steps, falls } = frame;
  return {
    ...{ tile, next, points, steps, falls, phase },
    facing: next ? headingTo(tile, next.tile) : headingTo(lastOther(frames, index), tile),
    // Without coming home nothing is left of it at the end.
    load: isOver ? 0 : priceLoad(plan, pack, tide, nearestPlace(tile).place),
  };
}

/** The tiles of the way up to a time, the first is the start. */
export function wayUntil({ frames }: Pick<Timeline, "frames">, at: number): readonly Tile[] {
  const tiles: Tile[] = [];
  for (const { tile } of frames.slice(0, indexAt(frames, at) + 1)) if (tiles.at(-1) !== tile) tiles.push(tile);
  return tiles;
}

/** The last frame of a time. */
function indexAt(frames: readonly Frame[], at: number): number {
  let low = 0;
  let high = frames.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((frames[middle]?.at ?? 0) <= at) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The tile before the one of a frame. */
function lastOther(frames: readonly Frame[], index: number): Tile {
  const { tile } = frames[index] ?? { tile: 0 };
  for (let i = index - 1; i >= 0; i--) {
    const before = frames[i]?.tile;
    if (before !== undefined && before !== tile) return before;
  }
  return tile;
}

/** South where nobody has walked yet. */
function headingTo(from: Tile, to: Tile): Direction {
  const dx = (to & 63) - (from & 63);
  const dy = (to >> 6) - (from >> 6);
  if (Math.abs(dx) > Math.abs(dy)) return dx > 0 ? "east" : "west";
  return dy < 0 ? "north" : "south";
}
