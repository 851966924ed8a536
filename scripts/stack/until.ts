import { setTimeout as pause } from "node:timers/promises";
import type { Child } from "./child.ts";

/**
 * Waits until a part that was just started does its work. When it ends, or takes too long, instead, this says why and
 * leaves no process behind.
 */
export async function until(
  what: string,
  child: Child,
  isTrue: () => Promise<boolean>,
  timeoutMs = 60_000,
): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const isDone = await isTrue();
    // Asked after the answer: it may have come from a stranger on the same port, while ours could not take it.
    if (child.hasExited()) throw new Error(`Waited until ${what}, but it ${await child.exited}.\n${child.tail()}`);
    if (isDone) return;
    if (Date.now() > deadline) {
      await child.stop();
      throw new Error(`Waited ${timeoutMs / 1000} s until ${what}, in vain. Its last lines:\n${child.tail()}`);
    }
    await pause(50);
  }
}
