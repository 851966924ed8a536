-- AlterEnum
ALTER TYPE "BudgetScope" ADD VALUE 'operations';
ALTER TYPE "BudgetScope" ADD VALUE 'range';

-- CreateTable
CREATE TABLE "OperationVoucher" (
    "id" UUID NOT NULL,
    "chainId" INTEGER NOT NULL,
    "paymaster" VARCHAR(42) NOT NULL,
    "account" VARCHAR(42) NOT NULL,
    "voucherHash" VARCHAR(66) NOT NULL,
    "nonce" DECIMAL(20,0) NOT NULL,
    "validAfter" INTEGER NOT NULL,
    "validUntil" INTEGER NOT NULL,
    "maxWei" DECIMAL(39,0) NOT NULL,
    "paymasterData" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "OperationVoucher_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "OperationVoucher_account_createdAt_idx" ON "OperationVoucher"("account", "createdAt" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "OperationVoucher_chainId_paymaster_voucherHash_key" ON "OperationVoucher"("chainId", "paymaster", "voucherHash");
