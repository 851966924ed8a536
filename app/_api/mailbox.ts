import * as z from "zod/mini";
import { hash } from "./primitives";

/** Names a mailbox: the SHA-256 of the secret that collects from it. */
export const mailboxId = hash;

/** Longest sealed answer, in characters: a grant of 128 permissions fits. */
export const MAX_SEALED = 48_000;

/** `PUT /api/mailbox/<id>`: the answer to a request for a grant, sealed to whoever asked. */
export const mailboxRequest = z.strictObject({
  sealed: z.string().check(z.minLength(1), z.maxLength(MAX_SEALED), z.regex(/^[\w-]+$/, "allowed: base64url")),
});

/** What a mailbox says. Only with the right secret, and before it is emptied, the answer comes with it. */
export const mailboxAnswer = z.object({ state: z.enum(["empty", "answered"]), sealed: z.optional(z.string()) });
export type MailboxAnswer = z.infer<typeof mailboxAnswer>;
