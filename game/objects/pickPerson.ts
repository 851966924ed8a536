/** Half of a figure's width, and how high it is, in world pixels. */
const HALF_PX = 7;
const HEIGHT_PX = 23;

type Point = { x: number; y: number };

/**
 * Pure: whose figure is at a point of the world.
 * @param people Where their feet are, in world pixels.
 * @param point In world pixels.
 * @param nearPx World pixels beside the figure that still count: a thumb is larger than a figure.
 * @returns The key of the one whose middle is nearest; undefined where nobody is.
 */
export function pickPerson(
  people: readonly { key: string; at: Point }[],
  point: Point,
  nearPx: number,
): string | undefined {
  let best: { key: string; reach: number } | undefined;
  for (const { key, at } of people) {
    const dx = Math.abs(point.x - at.x);
    const dy = Math.abs(point.y - (at.y - HEIGHT_PX / 2));
    if (dx > HALF_PX + nearPx || dy > HEIGHT_PX / 2 + nearPx) continue;
    const reach = Math.hypot(dx, dy);
    if (!best || reach < best.reach) best = { key, reach };
  }
  return best?.key;
}
