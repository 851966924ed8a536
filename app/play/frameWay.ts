type Point = { x: number; y: number };

/** Around the way, in tiles. */
const MARGIN = 3;
/** A short way is not drawn larger than this, in tiles. */
const LEAST = 20;

/**
 * Pure: the square of the island in which some places lie.
 * @param points At least one.
 * @returns Left and top edge, and the length of a side, in tiles.
 */
export function frameWay(points: readonly Point[]): { left: number; top: number; size: number } {
  const xs = points.map(({ x }) => x);
  const ys = points.map(({ y }) => y);
  const [left, right] = [Math.min(...xs), Math.max(...xs)];
  const [top, bottom] = [Math.min(...ys), Math.max(...ys)];
  const size = Math.max(LEAST, right - left + 2 * MARGIN, bottom - top + 2 * MARGIN);
  return { left: (left + right - size) / 2, top: (top + bottom - size) / 2, size };
}
