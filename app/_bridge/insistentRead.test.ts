import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createInsistentRead } from "./insistentRead";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("a failed read is repeated until it succeeds, and then stops", async () => {
  const read = vi.fn<() => Promise<void>>().mockRejectedValueOnce(new Error("held back")).mockRejectedValueOnce(1);
  const { ask } = createInsistentRead(read.mockResolvedValue());
  await ask();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(read).toHaveBeenCalledTimes(3);
});

test("a request during a read causes one more read afterwards, not at the same time", async () => {
  let finish = () => {};
  const read = vi.fn(() => new Promise<void>((resolve) => (finish = resolve)));
  const { ask } = createInsistentRead(read);
  const all = [ask(), ask(), ask()];
  expect(read).toHaveBeenCalledTimes(1);
  finish();
  await vi.advanceTimersByTimeAsync(0);
  expect(read).toHaveBeenCalledTimes(2);
  finish();
  await Promise.all(all);
  expect(read).toHaveBeenCalledTimes(2);
});

test("nothing is read after the page is closed", async () => {
  const read = vi.fn().mockRejectedValue(new Error("down"));
  const { ask, dispose } = createInsistentRead(read);
  await ask();
  dispose();
  await vi.advanceTimersByTimeAsync(60_000);
  expect([read.mock.calls.length, vi.getTimerCount()]).toEqual([1, 0]);
});
