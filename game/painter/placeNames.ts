/** A rectangle on the screen, in any one unit. */
export type Box = { left: number; top: number; width: number; height: number };

/** Somebody who could get a name: where their figure is, and how large the name would be. */
export type Named = {
  key: string;
  /** The middle of the figure, and how wide it is. */
  x: number;
  figure: number;
  /** Its upper and its lower end. */
  head: number;
  foot: number;
  width: number;
  height: number;
};

/**
 * Pure: where names stand. The first ones get their place first: above the head, or else below the feet; somebody whose
 * name would lie over another name, another's figure, something else, or the edge gets none.
 * @param people In order of importance.
 * @param within What is visible.
 * @param taken What no name may cover.
 * @param most How many names can be read at once.
 */
export function placeNames(
  people: readonly Named[],
  within: Box,
  taken: readonly Box[],
  most: number,
): ReadonlyMap<string, Box> {
  const placed = new Map<string, Box>();
  const figures = people.map(({ x, figure, head, foot }): Box => {
    return { left: x - figure / 2, top: head, width: figure, height: foot - head };
  });
  for (const [index, { key, x, head, foot, width, height }] of people.entries()) {
    if (placed.size === most) break;
    const left = Math.round(x - width / 2);
    const covered = [...placed.values(), ...taken, ...figures.filter((_, other) => other !== index)];
    const place = [Math.floor(head) - height, Math.ceil(foot)]
      .map((top): Box => ({ left, top, width, height }))
      .find((box) => contains(within, box) && !covered.some((other) => overlap(box, other)));
    if (place) placed.set(key, place);
  }
  return placed;
}

function contains(outer: Box, { left, top, width, height }: Box): boolean {
  return (
    left >= outer.left &&
    top >= outer.top &&
    left + width <= outer.left + outer.width &&
    top + height <= outer.top + outer.height
  );
}

function overlap(a: Box, b: Box): boolean {
  return a.left < b.left + b.width && b.left < a.left + a.width && a.top < b.top + b.height && b.top < a.top + a.height;
}
