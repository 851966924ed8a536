-- CreateTable
CREATE TABLE "Mailbox" (
    "id" VARCHAR(66) NOT NULL,
    "sealed" TEXT,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Mailbox_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Mailbox_expiresAt_idx" ON "Mailbox"("expiresAt");
