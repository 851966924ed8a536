import type { Hex } from "viem";
import { type MailboxAnswer, mailboxAnswer } from "@/app/_api/mailbox";

const WAIT_MS = 15_000;

/** The mailbox says that somebody answered before. */
export class AnsweredBeforeError extends Error {
  override readonly name = "AnsweredBeforeError";
}

/**
 * Puts a sealed answer into the mailbox of a request, once.
 * @throws AnsweredBeforeError, Error with words for the player.
 */
export async function putAnswer(id: Hex, sealed: string, signal: AbortSignal): Promise<void> {
  await ask(id, signal, {
    method: "PUT",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ sealed }),
  });
}

/**
 * What the mailbox of a request says.
 * @param secret Of whoever asked: the answer comes with it.
 * @throws Error with words for the player.
 */
export function readMailbox(id: Hex, signal: AbortSignal, secret?: Hex): Promise<MailboxAnswer> {
  return ask(id, signal, secret ? { headers: bearer(secret) } : {});
}

/** Deletes the answer that was collected. */
export async function emptyMailbox(id: Hex, signal: AbortSignal, secret: Hex): Promise<void> {
  await ask(id, signal, { method: "DELETE", headers: bearer(secret) });
}

const bearer = (secret: Hex) => ({ authorization: `Bearer ${secret}` });

async function ask(id: Hex, signal: AbortSignal, init: RequestInit): Promise<MailboxAnswer> {
  const ending = AbortSignal.any([signal, AbortSignal.timeout(WAIT_MS)]);
  const response = await fetch(`/api/mailbox/${id}`, { ...init, signal: ending, cache: "no-store" }).catch(
    (cause: unknown) => {
      throw new Error("This site is not responding. Check your connection.", { cause });
    },
  );
  if (response.status === 409) throw new AnsweredBeforeError();
  if (response.status === 429) throw new Error("Too many requests from your network. Try again in a moment.");
  const parsed = mailboxAnswer.safeParse(await response.json().catch(() => undefined));
  if (!response.ok || !parsed.success) throw new Error("The mailbox does not answer now.");
  return parsed.data;
}
