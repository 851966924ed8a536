import type { Island, Tile } from "@/game/rules/types";

/** How far a player sees, in tiles. */
export const SIGHT_TILES = 6;

/** The tiles seen so far, one bit each. */
export type Explored = Uint8Array<ArrayBuffer>;

export function createExplored({ width, height }: Island): Explored {
  return new Uint8Array(Math.ceil((width * height) / 8));
}

export function isExplored(explored: Explored, tile: Tile): boolean {
  return ((explored[tile >> 3] ?? 0) & (1 << (tile & 7))) !== 0;
}

/**
 * Marks the tiles seen from a tile, in a disc.
 * @returns The new tiles; empty when all of them were known.
 */
export function explore(explored: Explored, island: Island, from: Tile): readonly Tile[] {
  const found: Tile[] = [];
  const x = from % island.width;
  const y = Math.floor(from / island.width);
  for (let dy = -SIGHT_TILES; dy <= SIGHT_TILES; dy++) {
    for (let dx = -SIGHT_TILES; dx <= SIGHT_TILES; dx++) {
      if (dx * dx + dy * dy > SIGHT_TILES * SIGHT_TILES) continue;
      if (x + dx < 0 || y + dy < 0 || x + dx >= island.width || y + dy >= island.height) continue;
      const tile = from + dx + dy * island.width;
      if (isExplored(explored, tile)) continue;
      explored[tile >> 3] = (explored[tile >> 3] ?? 0) | (1 << (tile & 7));
      found.push(tile);
    }
  }
  return found;
}

/** How many tiles were seen. */
export function countExplored(explored: Explored): number {
  let count = 0;
  for (let byte of explored) for (; byte > 0; byte >>= 1) count += byte & 1;
  return count;
}

/** As text for this browser's storage, with the island's seed: 684 letters for 64 by 64 tiles. */
export function writeExplored(explored: Explored, { seed }: Island): string {
  let binary = "";
  for (const byte of explored) binary += String.fromCharCode(byte);
  return `${seed}:${btoa(binary)}`;
}

/** Reads it back; a text of another island, or that does not fit this map, counts as nothing seen. */
export function parseExplored(text: string | undefined, island: Island): Explored {
  const explored = createExplored(island);
  const [seed, bytes] = text?.split(":") ?? [];
  if (bytes === undefined || seed !== String(island.seed)) return explored;
  try {
    const binary = atob(bytes);
    if (binary.length !== explored.length) return explored;
    for (let i = 0; i < explored.length; i++) explored[i] = binary.charCodeAt(i);
  } catch {
    // Not base64: something else wrote it.
  }
  return explored;
}
