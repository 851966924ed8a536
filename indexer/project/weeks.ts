import type { Prisma } from "@/app/_server/generated/prisma/client";

/**
 * Lets the expeditions that were scored in some blocks compete with the best ones of their players' weeks. An equal score
 * later changes nothing, so that to repeat a batch, or to cut it elsewhere, gives the same rows.
 * @param transaction The batch's transaction; the scored expeditions are written already.
 * @param from First block, inclusive.
 * @param accounts The players that were scored there.
 */
export async function addToWeeks(
  transaction: Prisma.TransactionClient,
  from: bigint,
  accounts: readonly string[],
): Promise<void> {
  if (accounts.length === 0) return;
  await transaction.$executeRaw`
    INSERT INTO "WeekScore" AS w
      ("week", "account", "points", "expedition", "regions", "relics", "quests", "banked", "blockNumber", "logIndex", "seconds")
    SELECT DISTINCT ON ("account", "week")
      "week", "account", "points", "expedition", "regions", "relics", "quests", "banked", "blockNumber", "logIndex", "seconds"
    FROM "ScoredExpedition"
    WHERE "blockNumber" >= ${from} AND "account" = ANY(${accounts}::text[])
    ORDER BY "account", "week", "points" DESC, "blockNumber", "logIndex"
    ON CONFLICT ("week", "account") DO UPDATE SET
      "points" = EXCLUDED."points",
      "expedition" = EXCLUDED."expedition",
      "regions" = EXCLUDED."regions",
      "relics" = EXCLUDED."relics",
      "quests" = EXCLUDED."quests",
      "banked" = EXCLUDED."banked",
      "blockNumber" = EXCLUDED."blockNumber",
      "logIndex" = EXCLUDED."logIndex",
      "seconds" = EXCLUDED."seconds"
    WHERE EXCLUDED."points" > w."points"`;
}

/**
 * Works out the weeks of some players anew, after scored expeditions were taken away.
 * @param transaction The rollback's transaction.
 * @param accounts Whose.
 */
export async function recomputeWeeks(
  transaction: Prisma.TransactionClient,
  accounts: readonly string[],
): Promise<void> {
  await transaction.weekScore.deleteMany({ where: { account: { in: [...accounts] } } });
  await addToWeeks(transaction, 0n, accounts);
}
