import type { Prisma } from "../generated/prisma/client";

/** A whole number of any width, exactly. */
export function toBigInt(decimal: Prisma.Decimal): bigint {
  return BigInt(decimal.toFixed(0));
}
