import { readLength } from "./clock";
import { callings, mixPercent, placePercent, pursePercent, tidePercent, unitPrice } from "./numbers";
import type { Pack, Place, Run, Tide } from "./types";
import { materials } from "./weigh";

/** Units that count as sold: the field in PACK stops here. */
export const MOST_SOLD = 127;

/** Units of a material that were banked in a tide. */
export function soldIn({ sold, soldTide }: Pack, tide: Tide, material: number): number {
  return soldTide === tide ? (sold[material] ?? 0) : 0;
}

/** Quarters of a price that the first so many units of a tide bring: full up to the demand, then half, then a quarter. */
function quartersUpTo(units: number, demand: number): number {
  const half = Math.min(demand, Math.max(0, units - demand));
  return 4 * Math.min(units, demand) + 2 * half + Math.max(0, units - 2 * demand);
}

/** Materials in a load; all relics together are one more kind. */
export function countKinds({ goods, layers }: Pack): number {
  return materials.filter((material) => (goods[material] ?? 0) > 0).length + (layers > 0 ? 1 : 0);
}

/** What the load would bring at a place in a tide, in points. */
export function priceLoad(
  run: Pick<Run, "length" | "calling" | "purse">,
  pack: Pack,
  tide: Tide,
  place: Place,
): number {
  const { demand } = readLength(run.length);
  let quarters = 0;
  for (const material of materials) {
    const units = pack.goods[material] ?? 0;
    if (units === 0) continue;
    const sold = soldIn(pack, tide, material);
    quarters += (unitPrice[material] ?? 0) * (quartersUpTo(sold + units, demand) - quartersUpTo(sold, demand));
  }
  const kinds = countKinds(pack);
  const mix = 100 + Math.min(mixPercent.most, mixPercent.each * Math.max(0, kinds - 1));
  const calling = callings[run.calling - 1]?.goods ?? 100;
  // Goods are quarters times two percentages, so relics are raised to the same. Everything is exact until the one floor.
  const value = quarters * calling * tidePercent[tide] + pack.relicValue * 4 * 100 ** 2;
  const factor = mix * (place === 0 ? placePercent.camp : placePercent.post) * pursePercent[run.purse];
  return Math.floor((value * factor) / (4 * 100 ** 5));
}
