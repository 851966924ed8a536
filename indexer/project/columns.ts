import { Prisma } from "@/app/_server/generated/prisma/client";

/**
 * An SQL list of columns.
 * @param names Of the columns: our own constants, never input.
 * @param toText The SQL for a column, given its quoted name.
 */
export function listColumns(names: readonly string[], toText: (column: string) => string = (column) => column) {
  return Prisma.raw(names.map((name) => toText(`"${name}"`)).join(", "));
}
