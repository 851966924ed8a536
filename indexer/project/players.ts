import type { Address } from "viem";

import { Prisma } from "@/app/_server/generated/prisma/client";

/** What a deed is worth on the leaderboard: quests most, steps least, so that walking in circles wins nothing. */
const SCORE = Prisma.sql`"quests" * 100 + "crafted" * 10 + "gathered" * 2 + "steps" / 10`;

/**
 * Adds the activities of some blocks to the sums of their players.
 * @param transaction The batch's transaction; the activities are written already.
 * @param from First block, inclusive.
 * @param accounts The players that have activities there.
 */
export async function addToPlayers(
  transaction: Prisma.TransactionClient,
  from: bigint,
  accounts: readonly Address[],
): Promise<void> {
  if (accounts.length === 0) return;
  await transaction.$executeRaw`
    INSERT INTO "Player" AS p
      ("account", "tile", "steps", "gathered", "crafted", "quests", "sandEarned", "firstSeconds", "lastSeconds")
    SELECT "account",
      COALESCE((array_agg("tile" ORDER BY "blockNumber" DESC, "logIndex" DESC) FILTER (WHERE "tile" IS NOT NULL))[1], -1),
      sum("steps"), sum("gathered"), sum("crafted"), sum("quests"), sum("sandEarned"), min("seconds"), max("seconds")
    FROM "Activity"
    WHERE "blockNumber" >= ${from} AND "account" = ANY(${accounts}::text[])
    GROUP BY "account"
    ON CONFLICT ("account") DO UPDATE SET
      "tile" = CASE WHEN EXCLUDED."tile" < 0 THEN p."tile" ELSE EXCLUDED."tile" END,
      "steps" = p."steps" + EXCLUDED."steps",
      "gathered" = p."gathered" + EXCLUDED."gathered",
      "crafted" = p."crafted" + EXCLUDED."crafted",
      "quests" = p."quests" + EXCLUDED."quests",
      "sandEarned" = p."sandEarned" + EXCLUDED."sandEarned",
      "lastSeconds" = EXCLUDED."lastSeconds"`;
  await transaction.$executeRaw`UPDATE "Player" SET "score" = ${SCORE} WHERE "account" = ANY(${accounts}::text[])`;
}

/**
 * Works out the sums of some players anew, after activities were taken away.
 * @param transaction The rollback's transaction.
 * @param accounts Whose.
 */
export async function recomputePlayers(
  transaction: Prisma.TransactionClient,
  accounts: readonly Address[],
): Promise<void> {
  await transaction.player.deleteMany({ where: { account: { in: [...accounts] } } });
  await addToPlayers(transaction, 0n, accounts);
}
