-- Everything indexed is read from the chain anew: weeks are made of events of long ago, and Sand from chests was not counted
-- as earned. Without a cursor the indexer begins at the world's first block. The sponsor's ledger is not touched.
TRUNCATE "Activity", "Block", "Cursor", "Expedition", "Operation", "Player", "QuestClaim", "Session";

-- CreateTable
CREATE TABLE "ScoredExpedition" (
    "blockNumber" BIGINT NOT NULL,
    "logIndex" INTEGER NOT NULL,
    "transactionHash" VARCHAR(66) NOT NULL,
    "account" VARCHAR(42) NOT NULL,
    "expedition" INTEGER NOT NULL,
    "week" VARCHAR(8) NOT NULL,
    "regions" INTEGER NOT NULL,
    "relics" INTEGER NOT NULL,
    "quests" INTEGER NOT NULL,
    "banked" INTEGER NOT NULL,
    "points" INTEGER NOT NULL,
    "seconds" BIGINT NOT NULL,

    CONSTRAINT "ScoredExpedition_pkey" PRIMARY KEY ("blockNumber","logIndex")
);

-- CreateTable
CREATE TABLE "WeekScore" (
    "week" VARCHAR(8) NOT NULL,
    "account" VARCHAR(42) NOT NULL,
    "points" INTEGER NOT NULL,
    "expedition" INTEGER NOT NULL,
    "regions" INTEGER NOT NULL,
    "relics" INTEGER NOT NULL,
    "quests" INTEGER NOT NULL,
    "banked" INTEGER NOT NULL,
    "blockNumber" BIGINT NOT NULL,
    "logIndex" INTEGER NOT NULL,
    "seconds" BIGINT NOT NULL,

    CONSTRAINT "WeekScore_pkey" PRIMARY KEY ("week","account")
);

-- CreateIndex
CREATE INDEX "ScoredExpedition_account_blockNumber_idx" ON "ScoredExpedition"("account", "blockNumber");

-- CreateIndex
CREATE INDEX "WeekScore_week_points_blockNumber_logIndex_idx" ON "WeekScore"("week", "points" DESC, "blockNumber", "logIndex");
