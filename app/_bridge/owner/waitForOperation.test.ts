import type { Confirmation } from "@hourglass/session/core";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { listen } from "./waitForOperation";

const hash = `0x${"11".repeat(32)}` as const;
const confirmation = { userOpHash: hash, isSuccess: true } as Confirmation;

function createSource(lookUp: () => Promise<Confirmation | undefined>) {
  const listeners = new Set<(each: Confirmation) => void>();
  return {
    listeners,
    say: (each: Confirmation) => {
      for (const listener of listeners) listener(each);
    },
    confirmations: {
      watch: (listener: (each: Confirmation) => void) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
      lookUp,
    },
  };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test("a confirmation that arrives before the hash is known counts", async () => {
  const source = createSource(async () => undefined);
  const listening = listen(source.confirmations);
  source.say(confirmation);
  expect(await listening.wait(hash)).toBe(confirmation);
  expect(source.listeners.size).toBe(0);
});

test("after a silence the chain is asked, again after a failed request", async () => {
  const lookUp = vi.fn(async (): Promise<Confirmation | undefined> => {
    throw new Error("the chain is away");
  });
  const waiting = listen(createSource(lookUp).confirmations).wait(hash);
  await vi.advanceTimersByTimeAsync(3_000);
  lookUp.mockResolvedValue(confirmation);
  await vi.advanceTimersByTimeAsync(3_000);
  expect(await waiting).toBe(confirmation);
  expect(lookUp).toHaveBeenCalledTimes(2);
});

test("waiting ends after a time limit, and when the page closes", async () => {
  const source = createSource(async () => undefined);
  const waiting = listen(source.confirmations).wait(hash);
  await vi.advanceTimersByTimeAsync(63_000);
  expect(await waiting).toBeUndefined();

  const left = listen(source.confirmations);
  const gone = left.wait(hash);
  left.close();
  expect(await gone).toBeUndefined();
  expect(source.listeners.size).toBe(0);
});
