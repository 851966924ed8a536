-- Two tables in place of three: those of the session kit's ledger. Every promise and every budget moves with its numbers.

-- CreateTable
CREATE TABLE "sponsor_budget" (
    "chain_id" BIGINT NOT NULL,
    "scope" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "promised" DECIMAL(78,0) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "sponsor_budget_pkey" PRIMARY KEY ("chain_id","scope","subject","day")
);

-- CreateTable
CREATE TABLE "sponsor_voucher" (
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

INSERT INTO "sponsor_voucher" ("chain_id", "paymaster", "account", "kind", "key", "generation", "digest", "max_cost",
    "valid_until", "paymaster_data", "created_at")
SELECT "chainId", "paymaster", "account", 'session', "session", "generation", "grantHash", "maxWei",
    "validUntil", "paymasterData", "createdAt"
FROM "Voucher";

-- Which signer signed was not written down beside the digest, which covers it: 0 says so.
INSERT INTO "sponsor_voucher" ("chain_id", "paymaster", "account", "kind", "key", "generation", "digest", "nonce", "max_cost",
    "valid_until", "paymaster_data", "created_at")
SELECT "chainId", "paymaster", "account", 'operation', "voucherHash", 0, "voucherHash", "nonce", "maxWei",
    "validUntil", "paymasterData", "createdAt"
FROM "OperationVoucher";

-- Endings stood beside an account's operations, under a subject that began with e: in place of 0x.
INSERT INTO "sponsor_budget" ("chain_id", "scope", "subject", "day", "promised", "updated_at")
SELECT "chainId",
    CASE WHEN "scope" = 'range' THEN 'network'
         WHEN "scope" = 'operations' AND "subject" LIKE 'e:%' THEN 'endings'
         WHEN "scope" = 'operations' THEN 'ownerCalls'
         ELSE "scope"::text END,
    regexp_replace("subject", '^e:', '0x'), "day", "promisedWei", "updatedAt"
FROM "Budget";

-- DropTable
DROP TABLE "Budget";

-- DropTable
DROP TABLE "OperationVoucher";

-- DropTable
DROP TABLE "Voucher";

-- DropEnum
DROP TYPE "BudgetScope";
