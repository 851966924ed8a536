import { Prisma } from "@/app/_server/generated/prisma/client";
import type { RunRow } from "./foldRun";

/** How many of a week's daily results make an account's league. */
const COUNTED = Prisma.raw("5");

/**
 * Puts runs on their boards. Points never fall while a run goes on, so a repeated or split batch gives the same rows.
 * @param transaction The batch's transaction; the runs are already written.
 * @param runs What changed.
 */
export async function addToStandings(
  transaction: Prisma.TransactionClient,
  runs: readonly Pick<RunRow, "account" | "week" | "room">[],
): Promise<void> {
  const accounts = [...new Set(runs.map(({ account }) => account))];
  const weeks = [...new Set(runs.flatMap(({ week }) => week ?? []))];
  const rooms = [...new Set(runs.flatMap(({ room }) => room ?? []))];
  await insertStandings(
    transaction,
    Prisma.sql`"account" = ANY(${accounts}::text[]) AND ("week" = ANY(${weeks}::text[]) OR "room" = ANY(${rooms}::int[]))`,
  );
}

/**
 * Recomputes all rows of these accounts after some of their runs were removed or became shorter.
 * @param transaction The rollback's transaction.
 * @param accounts The accounts.
 */
export async function recomputeStandings(
  transaction: Prisma.TransactionClient,
  accounts: readonly string[],
): Promise<void> {
  await transaction.$executeRaw`DELETE FROM "Standing" WHERE "account" = ANY(${accounts}::text[])`;
  await insertStandings(transaction, Prisma.sql`"account" = ANY(${accounts}::text[])`);
}

/** The names of boards are those of app/_server/projections/boards.ts. Without a day or a room there is no name. */
async function insertStandings(transaction: Prisma.TransactionClient, isWanted: Prisma.Sql): Promise<void> {
  await transaction.$executeRaw`
    INSERT INTO "Standing" ("board", "account", "number", "points", "result", "blockNumber", "logIndex")
    (SELECT DISTINCT ON ("account", b."board")
      b."board", "account", "number", "points", "result", "scoredBlock", "scoredLogIndex"
    FROM "Run" CROSS JOIN LATERAL (VALUES
      ('day/' || "day" || '/' || "length"), ('week/' || "week" || '/' || "length"), ('room/' || "room")) b("board")
    WHERE b."board" IS NOT NULL AND ${isWanted}
    ORDER BY "account", b."board", "points" DESC, "scoredBlock", "scoredLogIndex")
    UNION ALL
    SELECT 'league/' || "week", "account", max("number"), sum("result"), NULL,
      (array_agg("scoredBlock" ORDER BY "scoredBlock" DESC, "scoredLogIndex" DESC))[1],
      (array_agg("scoredLogIndex" ORDER BY "scoredBlock" DESC, "scoredLogIndex" DESC))[1]
    FROM (
      SELECT *, row_number() OVER (
        PARTITION BY "account", "week" ORDER BY "result" DESC, "scoredBlock", "scoredLogIndex") AS "place"
      FROM "Run" WHERE "week" IS NOT NULL AND ${isWanted}) daily
    WHERE "place" <= ${COUNTED}
    GROUP BY "account", "week"
    ON CONFLICT ("board", "account") DO UPDATE SET
      "number" = EXCLUDED."number", "points" = EXCLUDED."points", "result" = EXCLUDED."result",
      "blockNumber" = EXCLUDED."blockNumber", "logIndex" = EXCLUDED."logIndex"`;
}
