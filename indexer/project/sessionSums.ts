import type { Prisma } from "@/app/_server/generated/prisma/client";

/** An operation's nonce is its lane and a sequence number of 64 bits. */
const SEQUENCE_NUMBERS = (1n << 64n).toString();

/**
 * Adds the operations of a range of blocks to their sessions. An operation belongs to the session that was enabled last in its
 * lane: a device keeps its lane, and changes to the new session when it renews.
 * @param transaction The batch's transaction; sessions, operations and events are already written.
 * @param from First block, inclusive.
 * @param accounts All accounts that have an operation there.
 */
export async function addToSessions(
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
  await transaction.$executeRaw`
    UPDATE "Session" s SET
      "operations" = s."operations" + sums."operations", "failed" = s."failed" + sums."failed",
      "actions" = s."actions" + sums."actions", "gasCost" = s."gasCost" + sums."gasCost"
    FROM (
      SELECT o."account", o."session", count(*) AS "operations", count(*) FILTER (WHERE NOT o."success") AS "failed",
        sum(done."actions") AS "actions", sum(o."actualGasCost") AS "gasCost"
      FROM "Operation" o CROSS JOIN LATERAL (
        -- A fall happens to a player, who does something else at that moment.
        SELECT count(*) AS "actions" FROM "RunEvent" e
        WHERE e."userOpHash" = o."userOpHash" AND e."kind" <> 'Fell') done
      WHERE o."session" IS NOT NULL AND o."blockNumber" >= ${from} AND o."account" = ANY(${accounts}::text[])
      GROUP BY o."account", o."session") sums
    WHERE s."account" = sums."account" AND s."session" = sums."session"`;
}

/**
 * Recomputes the sums of these accounts' sessions after operations were removed.
 * @param transaction The rollback's transaction.
 * @param accounts The accounts.
 */
export async function recomputeSessions(
  transaction: Prisma.TransactionClient,
  accounts: readonly string[],
): Promise<void> {
  await transaction.session.updateMany({
    where: { account: { in: [...accounts] } },
    data: { operations: 0, failed: 0, actions: 0, gasCost: 0 },
  });
  await addToSessions(transaction, 0n, accounts);
}
