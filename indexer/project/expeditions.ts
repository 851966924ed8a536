import type { Prisma } from "@/app/_server/generated/prisma/client";

/** An operation's nonce is its lane and 64 bits of sequence number. */
const SEQUENCE_NUMBERS = (1n << 64n).toString();

/**
 * Adds the sessions and operations of some blocks to the expeditions of their accounts. An operation belongs to the
 * session that its lane saw enabled last: a device keeps its lane, and goes over to the new session when it renews.
 * @param transaction The batch's transaction; sessions, operations and activities are written already.
 * @param from First block, inclusive.
 * @param accounts Whose; all that have a session or an operation there.
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
      "steps" = e."steps" + sums."steps",
      "gathered" = e."gathered" + sums."gathered",
      "crafted" = e."crafted" + sums."crafted",
      "quests" = e."quests" + sums."quests",
      "sandEarned" = e."sandEarned" + sums."sandEarned",
      "gasCost" = e."gasCost" + sums."gasCost"
    FROM (
      SELECT o."account", o."session", count(*) AS "operations", count(*) FILTER (WHERE NOT o."success") AS "failed",
        sum(done."actions") AS "actions", sum(done."steps") AS "steps", sum(done."gathered") AS "gathered",
        sum(done."crafted") AS "crafted", sum(done."quests") AS "quests", sum(done."sandEarned") AS "sandEarned",
        sum(o."actualGasCost") AS "gasCost"
      FROM "Operation" o CROSS JOIN LATERAL (
        -- Joining comes with the first action and is none of its own.
        SELECT count(*) FILTER (WHERE a."kind" <> 'PlayerJoined') AS "actions", COALESCE(sum(a."steps"), 0) AS "steps",
          COALESCE(sum(a."gathered"), 0) AS "gathered", COALESCE(sum(a."crafted"), 0) AS "crafted",
          COALESCE(sum(a."quests"), 0) AS "quests", COALESCE(sum(a."sandEarned"), 0) AS "sandEarned"
        FROM "Activity" a WHERE a."userOpHash" = o."userOpHash") done
      WHERE o."session" IS NOT NULL AND o."blockNumber" >= ${from} AND o."account" = ANY(${accounts}::text[])
      GROUP BY o."account", o."session") sums
    WHERE e."account" = sums."account" AND e."session" = sums."session"`;
}

/**
 * Works out the expeditions of some accounts anew, after operations were taken away.
 * @param transaction The rollback's transaction.
 * @param accounts Whose.
 */
export async function recomputeExpeditions(
  transaction: Prisma.TransactionClient,
  accounts: readonly string[],
): Promise<void> {
  await transaction.expedition.deleteMany({ where: { account: { in: [...accounts] } } });
  await addToExpeditions(transaction, 0n, accounts);
}
