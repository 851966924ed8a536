import { namesOf } from "@/app/_api/columns";
import { deedColumns } from "@/app/_api/deedColumns";
import type { Prisma } from "@/app/_server/generated/prisma/client";
import { listColumns } from "./columns";

const DEEDS = namesOf(deedColumns);

/** An operation's nonce is its lane and a sequence number of 64 bits. */
const SEQUENCE_NUMBERS = (1n << 64n).toString();

/**
 * Adds the sessions and operations of a range of blocks to the session summaries of their accounts. An operation belongs to the
 * session that was enabled last in its lane: a device keeps its lane, and changes to the new session when it renews.
 * @param transaction The batch's transaction; sessions, operations and activities are already written.
 * @param from First block, inclusive.
 * @param accounts All accounts that have a session or an operation there.
 */
export async function addToExpeditions(
  transaction: Prisma.TransactionClient,
  from: bigint,
  accounts: readonly string[],
): Promise<void> {
  if (accounts.length === 0) return;
  await transaction.$executeRaw`
    UPDATE "Operation" o SET "session" = (
      SELECT s."session" FROM "Session" s
      WHERE s."account" = o."account" AND s."nonceKey" = div(o."nonce", ${SEQUENCE_NUMBERS}::numeric)
        AND (s."enabledBlock", s."enabledLogIndex") < (o."blockNumber", o."logIndex")
      ORDER BY s."enabledBlock" DESC, s."enabledLogIndex" DESC LIMIT 1)
    WHERE o."blockNumber" >= ${from} AND o."account" = ANY(${accounts}::text[])`;
  // Some accounts can begin the same session again and again (sessions.ts).
  await transaction.$executeRaw`
    INSERT INTO "Expedition" ("account", "session", "startedBlock")
    SELECT "account", "session", "enabledBlock" FROM "Session"
    WHERE "enabledBlock" >= ${from} AND "account" = ANY(${accounts}::text[])
    ON CONFLICT ("account", "session") DO UPDATE SET "startedBlock" = EXCLUDED."startedBlock"`;
  await transaction.$executeRaw`
    UPDATE "Expedition" e SET
      "operations" = e."operations" + sums."operations",
      "failed" = e."failed" + sums."failed",
      "actions" = e."actions" + sums."actions",
      ${listColumns(DEEDS, (column) => `${column} = e.${column} + sums.${column}`)},
      "gasCost" = e."gasCost" + sums."gasCost"
    FROM (
      SELECT o."account", o."session", count(*) AS "operations", count(*) FILTER (WHERE NOT o."success") AS "failed",
        sum(done."actions") AS "actions", ${listColumns(DEEDS, (column) => `sum(done.${column}) AS ${column}`)},
        sum(o."actualGasCost") AS "gasCost"
      FROM "Operation" o CROSS JOIN LATERAL (
        -- Joining happens with the first action and is not counted as one.
        SELECT count(*) FILTER (WHERE a."kind" <> 'PlayerJoined') AS "actions",
          ${listColumns(DEEDS, (column) => `COALESCE(sum(a.${column}), 0) AS ${column}`)}
        FROM "Activity" a WHERE a."userOpHash" = o."userOpHash") done
      WHERE o."session" IS NOT NULL AND o."blockNumber" >= ${from} AND o."account" = ANY(${accounts}::text[])
      GROUP BY o."account", o."session") sums
    WHERE e."account" = sums."account" AND e."session" = sums."session"`;
}

/**
 * Recomputes the session summaries of these accounts after operations were removed.
 * @param transaction The rollback's transaction.
 * @param accounts The accounts.
 */
export async function recomputeExpeditions(
  transaction: Prisma.TransactionClient,
  accounts: readonly string[],
): Promise<void> {
  await transaction.expedition.deleteMany({ where: { account: { in: [...accounts] } } });
  await addToExpeditions(transaction, 0n, accounts);
}
