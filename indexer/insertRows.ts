import { Prisma } from "@/app/_server/generated/prisma/client";
import { stringify } from "@/app/_server/json";

const tables = {
  Block: Prisma.sql`INSERT INTO "Block" SELECT * FROM jsonb_populate_recordset(NULL::"Block", `,
  Operation: Prisma.sql`INSERT INTO "Operation" SELECT * FROM jsonb_populate_recordset(NULL::"Operation", `,
  Run: Prisma.sql`INSERT INTO "Run" SELECT * FROM jsonb_populate_recordset(NULL::"Run", `,
  RunEvent: Prisma.sql`INSERT INTO "RunEvent" SELECT * FROM jsonb_populate_recordset(NULL::"RunEvent", `,
};

type Rows = {
  Block: Required<Prisma.BlockCreateManyInput>;
  Operation: Required<Prisma.OperationCreateManyInput>;
  Run: Required<Prisma.RunCreateManyInput>;
  RunEvent: Required<Prisma.RunEventCreateManyInput>;
};

/**
 * Writes rows with one statement and one parameter, whose JSON PostgreSQL reads as rows of the table: forty times as fast
 * as `createMany`, whose statement has a placeholder for each column of each row.
 * @param transaction The transaction.
 * @param table The table.
 * @param rows Complete rows: a missing value is null, not its default.
 */
export async function insertRows<Table extends keyof Rows>(
  transaction: Prisma.TransactionClient,
  table: Table,
  rows: readonly Rows[Table][],
): Promise<void> {
  if (rows.length === 0) return;
  await transaction.$executeRaw`${tables[table]}${stringify(rows)}::jsonb)`;
}
