-- CreateTable
CREATE TABLE "Run" (
    "account" VARCHAR(42) NOT NULL,
    "number" INTEGER NOT NULL,
    "plan" BIGINT NOT NULL,
    "length" INTEGER NOT NULL,
    "day" INTEGER,
    "week" VARCHAR(8),
    "room" INTEGER,
    "seed" BIGINT NOT NULL,
    "endsAt" BIGINT NOT NULL,
    "points" INTEGER NOT NULL,
    "result" INTEGER NOT NULL,
    "scoredBlock" BIGINT NOT NULL,
    "scoredLogIndex" INTEGER NOT NULL,
    "home" INTEGER,
    "steps" INTEGER NOT NULL,
    "falls" INTEGER NOT NULL,
    "sand" DECIMAL(39,0) NOT NULL,
    "relics" INTEGER NOT NULL,
    "regions" DECIMAL(20,0) NOT NULL,

    CONSTRAINT "Run_pkey" PRIMARY KEY ("account","number")
);

-- CreateTable
CREATE TABLE "RunEvent" (
    "account" VARCHAR(42) NOT NULL,
    "number" INTEGER NOT NULL,
    "blockNumber" BIGINT NOT NULL,
    "logIndex" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "values" JSONB NOT NULL,
    "seconds" BIGINT NOT NULL,

    CONSTRAINT "RunEvent_pkey" PRIMARY KEY ("account","number","blockNumber","logIndex")
);

-- CreateTable
CREATE TABLE "Standing" (
    "board" VARCHAR(24) NOT NULL,
    "account" VARCHAR(42) NOT NULL,
    "number" INTEGER NOT NULL,
    "points" INTEGER NOT NULL,
    "result" INTEGER,
    "blockNumber" BIGINT NOT NULL,
    "logIndex" INTEGER NOT NULL,

    CONSTRAINT "Standing_pkey" PRIMARY KEY ("board","account")
);

-- CreateIndex
CREATE INDEX "Run_account_week_idx" ON "Run"("account", "week");

-- CreateIndex
CREATE INDEX "Run_account_room_idx" ON "Run"("account", "room");

-- CreateIndex
CREATE INDEX "RunEvent_blockNumber_idx" ON "RunEvent"("blockNumber");

-- CreateIndex
CREATE INDEX "Standing_account_idx" ON "Standing"("account");

-- CreateIndex
CREATE INDEX "Standing_board_points_blockNumber_logIndex_idx" ON "Standing"("board", "points" DESC, "blockNumber", "logIndex");
