import type { Address } from "viem";
import { namesOf } from "@/app/_api/columns";
import { deedColumns } from "@/app/_api/deedColumns";
import { Prisma } from "@/app/_server/generated/prisma/client";
import { listColumns } from "./columns";

const DEEDS = namesOf(deedColumns);

/** Score on the leaderboard: quests count most, steps least, so that walking in circles does not win. */
const SCORE = Prisma.sql`"quests" * 100 + "crafted" * 10 + "gathered" * 2 + "steps" / 10`;

/**
 * Adds the activities of a range of blocks to the sums of their players.
 * @param transaction The batch's transaction; the activities are already written.
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
      ("account", "tile", ${listColumns(DEEDS)}, "firstSeconds", "lastSeconds")
    SELECT "account",
      COALESCE((array_agg("tile" ORDER BY "blockNumber" DESC, "logIndex" DESC) FILTER (WHERE "tile" IS NOT NULL))[1], -1),
      ${listColumns(DEEDS, (column) => `sum(${column})`)}, min("seconds"), max("seconds")
    FROM "Activity"
    WHERE "blockNumber" >= ${from} AND "account" = ANY(${accounts}::text[])
    GROUP BY "account"
    ON CONFLICT ("account") DO UPDATE SET
      "tile" = CASE WHEN EXCLUDED."tile" < 0 THEN p."tile" ELSE EXCLUDED."tile" END,
      ${listColumns(DEEDS, (column) => `${column} = p.${column} + EXCLUDED.${column}`)},
      "lastSeconds" = EXCLUDED."lastSeconds"`;
  await transaction.$executeRaw`UPDATE "Player" SET "score" = ${SCORE} WHERE "account" = ANY(${accounts}::text[])`;
}

/**
 * Recomputes the sums of these players after activities were removed.
 * @param transaction The rollback's transaction.
 * @param accounts The players.
 */
export async function recomputePlayers(
  transaction: Prisma.TransactionClient,
  accounts: readonly Address[],
): Promise<void> {
  await transaction.player.deleteMany({ where: { account: { in: [...accounts] } } });
  await addToPlayers(transaction, 0n, accounts);
}
