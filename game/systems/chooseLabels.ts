/** Somebody who could carry a name on the screen: where their head is, and how far they are from the middle of interest. */
export type LabelSpot = { key: string; x: number; y: number; distance: number };

/** Names are about this wide and high in CSS pixels; two that would overlap are one too many. */
const WIDTH_PX = 108;
const HEIGHT_PX = 22;

/**
 * Who gets a name: the nearest first, nobody whose name would lie over another one.
 * @param spots Those in view, in any order.
 * @param most How many names are readable at once.
 */
export function chooseLabels(spots: readonly LabelSpot[], most: number): readonly LabelSpot[] {
  const chosen: LabelSpot[] = [];
  for (const spot of [...spots].sort((a, b) => a.distance - b.distance)) {
    if (chosen.length === most) break;
    const isFree = chosen.every(({ x, y }) => Math.abs(x - spot.x) >= WIDTH_PX || Math.abs(y - spot.y) >= HEIGHT_PX);
    if (isFree) chosen.push(spot);
  }
  return chosen;
}
