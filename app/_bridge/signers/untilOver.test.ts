import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { TOO_LATE, untilOver } from "./untilOver";

const window = { validAfter: 1_000, validUntil: 4_600 };

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("signers who are too slow are told so as soon as nothing could be played, by the chain's clock", async () => {
  let now = 4_000;
  const waiting = untilOver(window, { now: () => now }, new AbortController().signal).catch((error: Error) => error);
  await vi.advanceTimersByTimeAsync(3_000);
  // The last second in which a bundler takes an operation.
  now = 4_569;
  await vi.advanceTimersByTimeAsync(2_000);
  expect(vi.getTimerCount(), "still waiting").toBe(1);
  now = 4_570;
  await vi.advanceTimersByTimeAsync(1_000);
  expect(await waiting).toMatchObject({ name: "WaitEndedError", shortMessage: TOO_LATE });
});

test("whoever gives up hears nothing more", async () => {
  const leaving = new AbortController();
  const waiting = untilOver(window, { now: () => 0 }, leaving.signal).catch((error: Error) => error);
  leaving.abort();
  expect(await waiting).toMatchObject({ name: "CancelledError" });
  expect(vi.getTimerCount()).toBe(0);
});
