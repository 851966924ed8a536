import type { Hex } from "viem";
import { errorCode } from "@/app/_api/jsonRpc";
import type { MailboxAnswer } from "@/app/_api/mailbox";
import type { Database } from "../database";
import { Failure } from "../failure";

/** How long an answer waits, and how long nobody else may answer: at least as long as its request is valid. */
export const MAILBOX_MS = 600_000;
/** Answers that wait at once, for everybody: more than any room needs, and a limit to what strangers can fill. */
const MAX_MAILBOXES = 5_000;
/** PostgreSQL, as Prisma names it: the primary key exists. */
const IS_TAKEN = "P2002";

/**
 * Puts the sealed answer into a mailbox, once. What has expired is deleted first.
 * @param database Where it waits: all servers share it.
 * @param id Names the mailbox.
 * @param sealed The answer. The server cannot read it.
 * @param nowMs Time of this server.
 * @throws Failure: 409 if there was an answer before, 503 if all mailboxes are taken.
 */
export async function putAnswer(database: Database, id: Hex, sealed: string, nowMs: number): Promise<void> {
  const { mailbox } = database;
  await deleteExpired(database, nowMs);
  if ((await mailbox.count()) >= MAX_MAILBOXES) {
    throw new Failure("All mailboxes are taken. Copy the answer instead, or try again in some minutes.", {
      ...{ code: errorCode.partDown, httpStatus: 503 },
      data: { retryAt: Math.ceil((nowMs + MAILBOX_MS) / 1_000) },
    });
  }
  await mailbox.create({ data: { id, sealed, expiresAt: new Date(nowMs + MAILBOX_MS) } }).catch((error: unknown) => {
    if (!isTaken(error)) throw error;
    throw new Failure("This request was answered before.", { code: errorCode.answeredBefore, httpStatus: 409 });
  });
}

/**
 * What a mailbox says.
 * @param isOwner Whether the right secret was shown.
 */
export async function readAnswer(database: Database, id: Hex, isOwner: boolean, nowMs: number): Promise<MailboxAnswer> {
  await deleteExpired(database, nowMs);
  const row = await database.mailbox.findUnique({ where: { id } });
  if (!row) return { state: "empty" };
  return { state: "answered", ...(isOwner && row.sealed !== null && { sealed: row.sealed }) };
}

/** Deletes an answer that was collected. The mailbox stays answered until it expires. */
export async function emptyMailbox(database: Database, id: Hex): Promise<void> {
  await database.mailbox.updateMany({ where: { id }, data: { sealed: null } });
}

/** Deletes what has expired. */
export async function deleteExpired(database: Database, nowMs: number): Promise<void> {
  await database.mailbox.deleteMany({ where: { expiresAt: { lte: new Date(nowMs) } } });
}

const isTaken = (error: unknown) => error instanceof Error && "code" in error && error.code === IS_TAKEN;
