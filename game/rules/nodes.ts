import type { Player, Tide, Tile } from "./types";

// NODES: 32 words of 128 tiles, each with the tag of the expedition and tide in which it was written.

const TILES_PER_WORD = 128;

/** Of an expedition and a tide. A word with another tag reads as untouched. */
export function tagOf(number: number, tide: Tide): number {
  return number * 4 + tide;
}

/** Whether a player gathered from a tile under a tag. */
export function isTaken({ nodes }: Pick<Player, "nodes">, tag: number, tile: Tile): boolean {
  const word = nodes[Math.floor(tile / TILES_PER_WORD)];
  return word?.tag === tag && (word.tiles & bitOf(tile)) !== 0n;
}

export function withTaken({ nodes }: Player, tag: number, tile: Tile): Player["nodes"] {
  const index = Math.floor(tile / TILES_PER_WORD);
  const word = nodes[index];
  const tiles = word?.tag === tag ? word.tiles : 0n;
  return { ...nodes, [index]: { tag, tiles: tiles | bitOf(tile) } };
}

function bitOf(tile: Tile): bigint {
  return 1n << BigInt(tile % TILES_PER_WORD);
}
