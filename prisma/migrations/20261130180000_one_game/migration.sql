-- The first game goes. A world of it is another world, at other addresses: no screen shows it any more, and the chain has it still.
-- What is indexed of expeditions is read from the chain anew, since old rows do not know their transactions. Without a cursor the
-- indexer begins at the world's first block. The sponsor's ledger and the mailbox are not touched.
TRUNCATE "Block", "Cursor", "Expedition", "Operation", "Run", "RunEvent", "Session", "Standing";

-- DropForeignKey
ALTER TABLE "Expedition" DROP CONSTRAINT "Expedition_account_session_fkey";

-- DropIndex
DROP INDEX "RunEvent_blockNumber_idx";

-- AlterTable
ALTER TABLE "RunEvent" ADD COLUMN     "transactionHash" VARCHAR(66) NOT NULL,
ADD COLUMN     "userOpHash" VARCHAR(66);

-- AlterTable
ALTER TABLE "Session" ADD COLUMN     "actions" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "failed" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "gasCost" DECIMAL(39,0) NOT NULL DEFAULT 0,
ADD COLUMN     "operations" INTEGER NOT NULL DEFAULT 0;

-- DropTable
DROP TABLE "Activity";

-- DropTable
DROP TABLE "Expedition";

-- DropTable
DROP TABLE "Player";

-- DropTable
DROP TABLE "QuestClaim";

-- DropTable
DROP TABLE "ScoredExpedition";

-- DropTable
DROP TABLE "WeekScore";

-- CreateIndex
CREATE INDEX "RunEvent_account_blockNumber_logIndex_idx" ON "RunEvent"("account", "blockNumber", "logIndex");

-- CreateIndex
CREATE INDEX "RunEvent_blockNumber_logIndex_idx" ON "RunEvent"("blockNumber", "logIndex");

-- CreateIndex
CREATE INDEX "RunEvent_userOpHash_idx" ON "RunEvent"("userOpHash");

-- CreateIndex
CREATE INDEX "Session_account_enabledBlock_enabledLogIndex_idx" ON "Session"("account", "enabledBlock" DESC, "enabledLogIndex" DESC);
