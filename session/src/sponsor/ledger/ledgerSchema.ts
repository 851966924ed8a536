/**
 * The tables of `sqlLedger`, as PostgreSQL DDL: run it once, in your own migration. Addresses and hashes are lowercase 0x-hex,
 * amounts are wei. `sqlLedger` deletes the rows of `sponsor_budget` of past days.
 */
export const ledgerSchema = `CREATE TABLE "sponsor_voucher" (
    "chain_id" BIGINT NOT NULL,
    "paymaster" TEXT NOT NULL,
    "account" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "generation" BIGINT NOT NULL,
    "digest" TEXT NOT NULL,
    "nonce" DECIMAL(78,0),
    "max_cost" DECIMAL(78,0) NOT NULL,
    "valid_until" BIGINT NOT NULL,
    "paymaster_data" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "sponsor_voucher_pkey" PRIMARY KEY ("chain_id","account","kind","key","paymaster","generation")
);

CREATE TABLE "sponsor_budget" (
    "chain_id" BIGINT NOT NULL,
    "scope" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "promised" DECIMAL(78,0) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "sponsor_budget_pkey" PRIMARY KEY ("chain_id","scope","subject","day")
);

CREATE INDEX "sponsor_budget_chain_id_day_idx" ON "sponsor_budget"("chain_id", "day");
`;
