import { setTimeout as pause } from "node:timers/promises";
import type { Child } from "./child.ts";

/** Asks until the answer is yes. @returns Whether it was, before time was over. */
export async function poll(
  isTrue: () => boolean | Promise<boolean>,
  timeoutMs: number,
  everyMs = 50,
): Promise<boolean> {
  for (const deadlineMs = Date.now() + timeoutMs; ; await pause(everyMs)) {
    if (await isTrue()) return true;
    if (Date.now() > deadlineMs) return false;
  }
}

/** Works again and again, with a pause in between. @returns Its end. */
export function repeat(work: () => void | Promise<void>, everyMs: number): () => Promise<void> {
  const ending = new AbortController();
  const { signal } = ending;
  const working = (async () => {
    while (!signal.aborted) {
      await work();
      await pause(everyMs, undefined, { signal }).catch(() => undefined);
    }
  })();
  return async () => {
    ending.abort();
    await working;
  };
}

/**
 * Waits until a part that was just started does its work: a question that fails is asked again. When the part ends, or takes
 * too long, instead, this says why and leaves no process behind.
 */
export async function until(what: string, child: Child, isTrue: () => Promise<boolean>, timeoutMs = 60_000) {
  const asks = () => isTrue().catch(() => false);
  // Whether it ended is asked after the answer: that may come from a stranger on the same port, while ours could not take it.
  const isInTime = await poll(async () => (await asks()) || child.hasExited(), timeoutMs);
  if (child.hasExited()) throw new Error(`Waited until ${what}, but it ${await child.exited}.\n${child.tail()}`);
  if (isInTime) return;
  await child.stop();
  throw new Error(`Waited ${timeoutMs / 1000} s until ${what}, in vain. Its last lines:\n${child.tail()}`);
}
