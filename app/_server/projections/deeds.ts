import type { Prisma } from "../generated/prisma/client";

type Row = { steps: number; gathered: number; crafted: number; quests: number; sandEarned: Prisma.Decimal };

/**
 * The columns that say what was done, as the API says them.
 * @param row A row of Player or Expedition.
 * @returns The fields of `deeds` in app/_api/player.
 */
export function toDeeds({ steps, gathered, crafted, quests, sandEarned }: Row) {
  return { steps, gathered, crafted, quests, sandEarned: toBigInt(sandEarned) };
}

/** A whole number of any width, exactly. */
export function toBigInt(decimal: Prisma.Decimal): bigint {
  return BigInt(decimal.toFixed(0));
}
