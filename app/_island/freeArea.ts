import type { Box } from "@/game/painter/placeNames";

/**
 * Pure: the largest part of a picture beside, above or below a box that lies over it, where what matters is to be seen.
 * @param whole The picture, or what is left of it.
 * @param box In the same unit.
 */
export function freeArea(whole: Box, box: Box): Box {
  const right = whole.left + whole.width;
  const bottom = whole.top + whole.height;
  const boxRight = box.left + box.width;
  const boxBottom = box.top + box.height;
  if (box.left >= right || boxRight <= whole.left || box.top >= bottom || boxBottom <= whole.top) return whole;
  const areas: Box[] = [
    { ...whole, left: boxRight, width: right - boxRight },
    { ...whole, width: box.left - whole.left },
    { ...whole, height: box.top - whole.top },
    { ...whole, top: boxBottom, height: bottom - boxBottom },
  ];
  const sizeOf = ({ width, height }: Box) => Math.max(0, width) * Math.max(0, height);
  return areas.reduce((best, area) => (sizeOf(area) > sizeOf(best) ? area : best), { ...whole, width: 0, height: 0 });
}
