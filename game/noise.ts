/** The same numbers on every machine: for pictures, never for rules. */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Smooth noise in 0..1 that repeats after `period` cells, for textures that tile. */
export function createTileNoise(seed: number, period: number): (x: number, y: number) => number {
  const random = createRandom(seed);
  const grid = Float32Array.from({ length: period * period }, () => random());
  const wrap = (value: number) => ((value % period) + period) % period;
  const at = (x: number, y: number) => grid[wrap(y) * period + wrap(x)] ?? 0;
  const ease = (t: number) => t * t * (3 - 2 * t);
  return (x, y) => {
    const x0 = Math.floor(x);
    const y0 = Math.floor(y);
    const tx = ease(x - x0);
    const ty = ease(y - y0);
    const top = at(x0, y0) * (1 - tx) + at(x0 + 1, y0) * tx;
    const bottom = at(x0, y0 + 1) * (1 - tx) + at(x0 + 1, y0 + 1) * tx;
    return top * (1 - ty) + bottom * ty;
  };
}

/** Side of a noise table in pixels. */
export const TABLE_PX = 256;

/** Noise of one cell size, computed once and looked up: drawing a million pixels must not delay the first frame. */
export function createNoiseTable(seed: number, cellPx: number): (x: number, y: number) => number {
  const noise = createTileNoise(seed, TABLE_PX / cellPx);
  const table = new Float32Array(TABLE_PX * TABLE_PX);
  for (let y = 0; y < TABLE_PX; y++) {
    for (let x = 0; x < TABLE_PX; x++) table[y * TABLE_PX + x] = noise(x / cellPx, y / cellPx);
  }
  return (x, y) => table[((y & (TABLE_PX - 1)) << 8) | (x & (TABLE_PX - 1))] ?? 0;
}

const matrix = Float32Array.from([0, 8, 2, 10, 12, 4, 14, 6, 3, 11, 1, 9, 15, 7, 13, 5], (rank) => (rank + 0.5) / 16);

/** Ordered dither: the threshold in 0..1 of a pixel, 4 by 4. */
export function bayer(x: number, y: number): number {
  return matrix[((y & 3) << 2) | (x & 3)] ?? 0;
}
