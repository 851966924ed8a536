import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { CancelledError, WaitEndedError, within } from "./deadline.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const never = () => new Promise<never>(() => undefined);

test("an answer in time is the answer, and leaves no timer behind", async () => {
  expect(await within(1_000, "Late.", async () => 7)).toBe(7);
  await expect(within(1_000, "Late.", () => Promise.reject(new TypeError("no")))).rejects.toThrow(TypeError);
  expect(vi.getTimerCount()).toBe(0);
});

test("a wait never takes longer than the given time", async () => {
  const waiting = within(1_000, "The wallet did not answer.", never);
  const seen = expect(waiting).rejects.toMatchObject({
    name: "WaitEndedError",
    shortMessage: "The wallet did not answer.",
  });
  await vi.advanceTimersByTimeAsync(1_000);
  await seen;
  expect(WaitEndedError.prototype).toBeInstanceOf(Error);
});

test("Cancel ends the wait at once, before and during it", async () => {
  const controller = new AbortController();
  const waiting = expect(within(1_000, "Late.", never, controller.signal)).rejects.toThrow(CancelledError);
  controller.abort();
  await waiting;
  const ask = vi.fn(never);
  await expect(within(1_000, "Late.", ask, controller.signal)).rejects.toThrow(CancelledError);
  expect([ask.mock.calls.length, vi.getTimerCount()]).toEqual([0, 0]);
});
