import { type SponsorLedger, sqlLedger } from "@hourglass/session/sponsor";
import type { Database } from "../database";

/**
 * The sponsor's ledger in the app's database, in the tables `sponsor_voucher` and `sponsor_budget` (prisma/schema).
 * @param read Returns the client; called on each use of the ledger.
 */
export function createLedger(read: () => Database): SponsorLedger {
  return sqlLedger({
    transaction: (run) =>
      read().$transaction((transaction) =>
        run(async (text, values) => ({ rows: await transaction.$queryRawUnsafe<Row[]>(text, ...values) })),
      ),
  });
}

type Row = Record<string, unknown>;
