-- Everything indexed is read from the chain anew, since old rows do not know what the new columns ask. Without a cursor
-- the indexer begins at the world's first block. The sponsor's ledger (Voucher, Budget) is not touched.
TRUNCATE "Activity", "Block", "Cursor", "Operation", "Player", "QuestClaim", "Session";

-- DropIndex
DROP INDEX "Operation_account_blockNumber_idx";

-- AlterTable
ALTER TABLE "Activity" ADD COLUMN     "userOpHash" VARCHAR(66);

-- AlterTable
ALTER TABLE "Cursor" ADD COLUMN     "blocksPerSecond" DOUBLE PRECISION,
ADD COLUMN     "startBlock" BIGINT NOT NULL;

-- AlterTable
ALTER TABLE "Operation" ADD COLUMN     "session" VARCHAR(66);

-- AlterTable
ALTER TABLE "Session" ADD COLUMN     "enabledLogIndex" INTEGER NOT NULL,
ADD COLUMN     "enabledSeconds" BIGINT NOT NULL,
ADD COLUMN     "endedSeconds" BIGINT;

-- CreateTable
CREATE TABLE "Expedition" (
    "account" VARCHAR(42) NOT NULL,
    "session" VARCHAR(66) NOT NULL,
    "startedBlock" BIGINT NOT NULL,
    "operations" INTEGER NOT NULL DEFAULT 0,
    "failed" INTEGER NOT NULL DEFAULT 0,
    "actions" INTEGER NOT NULL DEFAULT 0,
    "steps" INTEGER NOT NULL DEFAULT 0,
    "gathered" INTEGER NOT NULL DEFAULT 0,
    "crafted" INTEGER NOT NULL DEFAULT 0,
    "quests" INTEGER NOT NULL DEFAULT 0,
    "sandEarned" DECIMAL(39,0) NOT NULL DEFAULT 0,
    "gasCost" DECIMAL(39,0) NOT NULL DEFAULT 0,

    CONSTRAINT "Expedition_pkey" PRIMARY KEY ("account","session")
);

-- CreateIndex
CREATE INDEX "Expedition_account_startedBlock_session_idx" ON "Expedition"("account", "startedBlock" DESC, "session");

-- CreateIndex
CREATE INDEX "Activity_userOpHash_idx" ON "Activity"("userOpHash");

-- CreateIndex
CREATE INDEX "Operation_account_session_blockNumber_idx" ON "Operation"("account", "session", "blockNumber");

-- CreateIndex
CREATE INDEX "Session_account_nonceKey_enabledBlock_enabledLogIndex_idx" ON "Session"("account", "nonceKey", "enabledBlock" DESC, "enabledLogIndex" DESC);

-- AddForeignKey
ALTER TABLE "Expedition" ADD CONSTRAINT "Expedition_account_session_fkey" FOREIGN KEY ("account", "session") REFERENCES "Session"("account", "session") ON DELETE CASCADE ON UPDATE CASCADE;
