import { createHash } from "node:crypto";
import { readJsonBody } from "@hourglass/session/sponsor";
import type { Hex } from "viem";
import { errorCode } from "@/app/_api/jsonRpc";
import { MAX_SEALED, type MailboxAnswer, mailboxId, mailboxRequest } from "@/app/_api/mailbox";
import { type Database, readDatabase } from "../database";
import { requireRate } from "../door/rateLimit";
import { fromOwnSite, respond } from "../door/respond";
import { requireSameSite } from "../door/sameSite";
import { Failure, partDown } from "../failure";
import { parseInput } from "../json";
import { emptyMailbox, putAnswer, readAnswer } from "./mailbox";

/** The answer, and the JSON around it. */
const MAX_BYTES = MAX_SEALED + 100;
/** An answer is kept, so it costs as much as this many other requests. */
const PUT_COST = 10;

/** `PUT /api/mailbox/<id>`: the sealed answer to a request for a grant, once. */
export const servePutMailbox = respond("mailbox", {
  guard: (headers) => {
    requireSameSite(headers);
    requireRate(headers, PUT_COST);
  },
  parse: async (request: Request, id: string) => ({
    id: parseInput(mailboxId, id, "id"),
    ...parseInput(mailboxRequest, await readJsonBody(request, MAX_BYTES), "body"),
  }),
  decide: async ({ id, sealed }): Promise<MailboxAnswer> => {
    await ask((database) => putAnswer(database, id, sealed, Date.now()));
    return { state: "answered" };
  },
});

/** `GET /api/mailbox/<id>`: whether there is an answer; with the secret (`Authorization: Bearer 0x…`) the answer itself. */
export const serveMailbox = respond("mailbox", {
  guard: fromOwnSite,
  parse: ({ headers }: Request, id: string) => {
    const box = parseInput(mailboxId, id, "id");
    return { id: box, isOwner: headers.has("authorization") && isOwner(headers, box) };
  },
  decide: ({ id, isOwner: shown }) => ask((database) => readAnswer(database, id, shown, Date.now())),
});

/** `DELETE /api/mailbox/<id>`: with the secret, deletes the answer that was collected. */
export const serveEmptyMailbox = respond("mailbox", {
  guard: fromOwnSite,
  parse: ({ headers }: Request, id: string) => {
    const box = parseInput(mailboxId, id, "id");
    isOwner(headers, box);
    return box;
  },
  decide: async (id): Promise<MailboxAnswer> => {
    await ask((database) => emptyMailbox(database, id));
    return { state: "answered" };
  },
});

/** @throws Failure (401) for any other secret. */
function isOwner(headers: Headers, id: Hex): true {
  const [, secret] = /^Bearer 0x([0-9a-f]{64})$/i.exec(headers.get("authorization") ?? "") ?? [];
  const isRight =
    secret !== undefined && `0x${createHash("sha256").update(secret, "hex").digest("hex")}` === id.toLowerCase();
  if (isRight) return true;
  throw new Failure("Authorization: allowed: Bearer and the secret of this mailbox", {
    ...{ code: errorCode.invalidRequest, httpStatus: 401 },
  });
}

async function ask<Value>(read: (database: Database) => Promise<Value>): Promise<Value> {
  return read(readDatabase()).catch((cause: unknown) => {
    throw cause instanceof Failure ? cause : partDown("database", cause);
  });
}
