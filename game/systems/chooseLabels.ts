/** A player who could get a name on the screen: where their head is, and how far they are from the centre of interest. */
export type LabelSpot = { key: string; x: number; y: number; distance: number };

/** Names are about this wide and high in CSS pixels; names must not overlap. */
const WIDTH_PX = 108;
const HEIGHT_PX = 22;

/**
 * Who gets a name: the nearest first, and nobody whose name would overlap another.
 * @param spots Visible players, in any order.
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
