-- DropIndex
DROP INDEX "Voucher_chainId_paymaster_account_session_key";

-- AlterTable
-- Rows of the first generation stay, as promises of a paymaster that had neither: 0 says so.
ALTER TABLE "Voucher" DROP COLUMN "maxFeePerGas",
DROP COLUMN "maxPriorityFeePerGas",
DROP COLUMN "nonceKey",
ADD COLUMN     "generation" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "maxOperationWei" DECIMAL(29,0) NOT NULL DEFAULT 0;

ALTER TABLE "Voucher" ALTER COLUMN "generation" DROP DEFAULT,
ALTER COLUMN "maxOperationWei" DROP DEFAULT;

-- CreateIndex
CREATE UNIQUE INDEX "Voucher_chainId_paymaster_account_session_generation_key" ON "Voucher"("chainId", "paymaster", "account", "session", "generation");
