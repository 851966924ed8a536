import { mapColumns } from "@/app/_api/columns";
import { type CountedDeed, countedDeeds } from "@/app/_api/deedColumns";
import type { Prisma } from "../generated/prisma/client";

type Row = Record<CountedDeed, number> & { sandEarned: Prisma.Decimal };

/**
 * The columns about what was done, as the API names them.
 * @param row A row of Player or Expedition.
 * @returns The fields of `deeds` in app/_api/player.
 */
export function toDeeds(row: Row) {
  return { ...mapColumns(countedDeeds, (name) => row[name]), sandEarned: toBigInt(row.sandEarned) };
}

/** A whole number of any width, exactly. */
export function toBigInt(decimal: Prisma.Decimal): bigint {
  return BigInt(decimal.toFixed(0));
}
