import { namesOf } from "@/app/_api/columns";
import { scoreColumns } from "@/app/_api/scoreColumns";
import type { Prisma } from "@/app/_server/generated/prisma/client";
import { listColumns } from "./columns";

/** What a week stores about its best expedition. */
const KEPT = ["points", "expedition", ...namesOf(scoreColumns), "blockNumber", "logIndex", "seconds"];

/**
 * Compares the expeditions scored in a range of blocks with the best ones of their players' weeks. An equal score
 * later changes nothing, so repeating or splitting a batch gives the same rows.
 * @param transaction The batch's transaction; the scored expeditions are already written.
 * @param from First block, inclusive.
 * @param accounts The players with scores there.
 */
export async function addToWeeks(
  transaction: Prisma.TransactionClient,
  from: bigint,
  accounts: readonly string[],
): Promise<void> {
  if (accounts.length === 0) return;
  await transaction.$executeRaw`
    INSERT INTO "WeekScore" AS w ("week", "account", ${listColumns(KEPT)})
    SELECT DISTINCT ON ("account", "week") "week", "account", ${listColumns(KEPT)}
    FROM "ScoredExpedition"
    WHERE "blockNumber" >= ${from} AND "account" = ANY(${accounts}::text[])
    ORDER BY "account", "week", "points" DESC, "blockNumber", "logIndex"
    ON CONFLICT ("week", "account") DO UPDATE SET ${listColumns(KEPT, (column) => `${column} = EXCLUDED.${column}`)}
    WHERE EXCLUDED."points" > w."points"`;
}

/**
 * Recomputes the weeks of these players after scored expeditions were removed.
 * @param transaction The rollback's transaction.
 * @param accounts The players.
 */
export async function recomputeWeeks(
  transaction: Prisma.TransactionClient,
  accounts: readonly string[],
): Promise<void> {
  await transaction.weekScore.deleteMany({ where: { account: { in: [...accounts] } } });
  await addToWeeks(transaction, 0n, accounts);
}
