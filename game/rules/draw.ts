import type { Draw } from "./types";

// A day's or a room's seed is drawn by a block that is named before it is mined.

/** How far ahead the block is named. */
const AHEAD = 2;
/** After so many blocks another one is named: the chain soon forgets the hash. */
const KEPT = 250;

export const unnamed: Draw = { block: 0, seed: undefined };

/** What can be done now: the seed is known; it can be drawn; a block must be named; or the named block must be mined first. */
export type DrawState = "drawn" | "ready" | "name" | "wait";

export function stateOf(draw: Draw, block: number): DrawState {
  if (draw.seed !== undefined) return "drawn";
  if (draw.block === 0 || block > draw.block + KEPT) return "name";
  return block > draw.block ? "ready" : "wait";
}

/**
 * The draw after somebody asked for it: a named block, or a seed.
 * @param seedOf The seed by a block; undefined: its hash is not known here.
 * @returns Undefined while the named block is not mined.
 */
export function advance<Some extends Draw>(
  draw: Some,
  block: number,
  seedOf: (block: number) => number | undefined,
): Some | undefined {
  const state = stateOf(draw, block);
  if (state === "name") return { ...draw, block: block + AHEAD };
  const seed = state === "ready" ? seedOf(draw.block) : undefined;
  return seed === undefined ? undefined : { ...draw, seed };
}

/** The seed with which somebody can set out now; undefined: not yet. */
export function readySeed(
  draw: Draw,
  block: number,
  seedOf: (block: number) => number | undefined,
): number | undefined {
  return draw.seed ?? (stateOf(draw, block) === "ready" ? seedOf(draw.block) : undefined);
}
