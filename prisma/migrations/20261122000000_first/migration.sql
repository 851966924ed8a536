-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "BudgetScope" AS ENUM ('account', 'everybody');

-- CreateTable
CREATE TABLE "Activity" (
    "blockNumber" BIGINT NOT NULL,
    "logIndex" INTEGER NOT NULL,
    "transactionHash" VARCHAR(66) NOT NULL,
    "account" VARCHAR(42) NOT NULL,
    "kind" TEXT NOT NULL,
    "detail" JSONB NOT NULL,
    "steps" INTEGER NOT NULL DEFAULT 0,
    "gathered" INTEGER NOT NULL DEFAULT 0,
    "crafted" INTEGER NOT NULL DEFAULT 0,
    "quests" INTEGER NOT NULL DEFAULT 0,
    "sandEarned" DECIMAL(39,0) NOT NULL DEFAULT 0,
    "tile" INTEGER,
    "seconds" BIGINT NOT NULL,

    CONSTRAINT "Activity_pkey" PRIMARY KEY ("blockNumber","logIndex")
);

-- CreateTable
CREATE TABLE "Block" (
    "number" BIGINT NOT NULL,
    "hash" VARCHAR(66) NOT NULL,
    "seconds" BIGINT NOT NULL,

    CONSTRAINT "Block_pkey" PRIMARY KEY ("number")
);

-- CreateTable
CREATE TABLE "Budget" (
    "chainId" INTEGER NOT NULL,
    "scope" "BudgetScope" NOT NULL,
    "subject" VARCHAR(42) NOT NULL,
    "day" DATE NOT NULL,
    "promisedWei" DECIMAL(39,0) NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Budget_pkey" PRIMARY KEY ("chainId","scope","subject","day")
);

-- CreateTable
CREATE TABLE "Cursor" (
    "id" TEXT NOT NULL,
    "chainId" INTEGER NOT NULL,
    "worldId" VARCHAR(66) NOT NULL,
    "blockNumber" BIGINT NOT NULL,
    "blockHash" VARCHAR(66) NOT NULL,
    "blockSeconds" BIGINT NOT NULL,
    "headNumber" BIGINT NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Cursor_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Operation" (
    "userOpHash" VARCHAR(66) NOT NULL,
    "account" VARCHAR(42) NOT NULL,
    "nonce" DECIMAL(78,0) NOT NULL,
    "paymaster" VARCHAR(42) NOT NULL,
    "success" BOOLEAN NOT NULL,
    "actualGasUsed" DECIMAL(29,0) NOT NULL,
    "actualGasCost" DECIMAL(39,0) NOT NULL,
    "revertReason" TEXT,
    "transactionHash" VARCHAR(66) NOT NULL,
    "blockNumber" BIGINT NOT NULL,
    "logIndex" INTEGER NOT NULL,
    "seconds" BIGINT NOT NULL,

    CONSTRAINT "Operation_pkey" PRIMARY KEY ("userOpHash")
);

-- CreateTable
CREATE TABLE "Player" (
    "account" VARCHAR(42) NOT NULL,
    "tile" INTEGER NOT NULL DEFAULT 0,
    "steps" INTEGER NOT NULL DEFAULT 0,
    "gathered" INTEGER NOT NULL DEFAULT 0,
    "crafted" INTEGER NOT NULL DEFAULT 0,
    "quests" INTEGER NOT NULL DEFAULT 0,
    "sandEarned" DECIMAL(39,0) NOT NULL DEFAULT 0,
    "score" INTEGER NOT NULL DEFAULT 0,
    "firstSeconds" BIGINT NOT NULL,
    "lastSeconds" BIGINT NOT NULL,

    CONSTRAINT "Player_pkey" PRIMARY KEY ("account")
);

-- CreateTable
CREATE TABLE "QuestClaim" (
    "account" VARCHAR(42) NOT NULL,
    "quest" INTEGER NOT NULL,
    "sand" DECIMAL(39,0) NOT NULL,
    "transactionHash" VARCHAR(66) NOT NULL,
    "blockNumber" BIGINT NOT NULL,
    "seconds" BIGINT NOT NULL,

    CONSTRAINT "QuestClaim_pkey" PRIMARY KEY ("account","quest")
);

-- CreateTable
CREATE TABLE "Session" (
    "account" VARCHAR(42) NOT NULL,
    "session" VARCHAR(66) NOT NULL,
    "paymaster" VARCHAR(42) NOT NULL,
    "nonceKey" DECIMAL(58,0) NOT NULL,
    "validUntil" BIGINT NOT NULL,
    "enabledBlock" BIGINT NOT NULL,
    "endedBlock" BIGINT,

    CONSTRAINT "Session_pkey" PRIMARY KEY ("account","session")
);

-- CreateTable
CREATE TABLE "Voucher" (
    "id" UUID NOT NULL,
    "chainId" INTEGER NOT NULL,
    "paymaster" VARCHAR(42) NOT NULL,
    "account" VARCHAR(42) NOT NULL,
    "session" VARCHAR(66) NOT NULL,
    "grantHash" VARCHAR(66) NOT NULL,
    "nonceKey" DECIMAL(58,0) NOT NULL,
    "validAfter" INTEGER NOT NULL,
    "validUntil" INTEGER NOT NULL,
    "maxWei" DECIMAL(29,0) NOT NULL,
    "maxFeePerGas" DECIMAL(29,0) NOT NULL,
    "maxPriorityFeePerGas" DECIMAL(29,0) NOT NULL,
    "paymasterData" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Voucher_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Activity_account_blockNumber_logIndex_idx" ON "Activity"("account", "blockNumber", "logIndex");

-- CreateIndex
CREATE INDEX "Operation_account_blockNumber_idx" ON "Operation"("account", "blockNumber" DESC);

-- CreateIndex
CREATE INDEX "Operation_blockNumber_idx" ON "Operation"("blockNumber");

-- CreateIndex
CREATE INDEX "Player_score_account_idx" ON "Player"("score" DESC, "account");

-- CreateIndex
CREATE INDEX "QuestClaim_blockNumber_idx" ON "QuestClaim"("blockNumber");

-- CreateIndex
CREATE INDEX "Session_enabledBlock_idx" ON "Session"("enabledBlock");

-- CreateIndex
CREATE INDEX "Session_endedBlock_idx" ON "Session"("endedBlock");

-- CreateIndex
CREATE INDEX "Voucher_account_createdAt_idx" ON "Voucher"("account", "createdAt" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "Voucher_chainId_paymaster_account_session_key" ON "Voucher"("chainId", "paymaster", "account", "session");


